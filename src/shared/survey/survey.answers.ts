/** Answers in the order of the questionnaire's items; null where the respondent gave none. */
export type Answers = readonly (number | null)[];

const DIGITS = '0123456789A';
const MISSING = '.';

/**
 * Writes answers as one character an item (`0`–`9`, `A` for 10, `.` for none): sixty thousand submissions stay small,
 * and `substr(answers, position, 1)` finds an answer in SQL on every dialect.
 * @throws RangeError for anything but a whole number from 0 to 10: such values are refused before they get here
 */
export function encodeAnswers(answers: Answers): string {
  return answers.map((answer) => (answer === null ? MISSING : answerDigit(answer))).join('');
}

/** The character of one answer. */
export function answerDigit(answer: number): string {
  const digit = Number.isInteger(answer) ? DIGITS[answer] : undefined;
  if (digit === undefined) throw new RangeError(`Answer ${answer} can't be stored`);
  return digit;
}

/** Reads what {@link encodeAnswers} wrote. */
export function decodeAnswers(text: string): (number | null)[] {
  return Array.from(text, (character) => {
    const answer = DIGITS.indexOf(character);
    return answer < 0 ? null : answer;
  });
}
