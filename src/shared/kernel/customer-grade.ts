/** Customer grades (seeds A15): four for persons and homes, ten for enterprises. */
export const serviceGrades = [
  'diamond',
  'gold',
  'silver',
  'basic',
  '1A',
  '2A',
  '3A',
  '4A',
  '5A',
  '1B',
  '2B',
  '3B',
  '4B',
  '5B',
] as const;
