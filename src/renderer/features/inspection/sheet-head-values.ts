import type { InspectionDetail, InspectionHead } from '#shared/inspection/inspection.schema.ts';

/** What stands on top of a sheet, as it is saved. */
export const headOf = (sheet: InspectionDetail): InspectionHead => ({
  method: sheet.method,
  inspectedOn: sheet.inspectedOn,
  companionNames: sheet.companionNames,
  inspecteeNames: sheet.inspecteeNames,
  samplingNote: sheet.samplingNote,
  reference: sheet.reference,
  impression: sheet.impression,
  staffIds: sheet.staff.map((person) => person.staffId),
});

/** Fields in which two heads differ. */
export const headDifferences = (a: InspectionHead, b: InspectionHead): (keyof InspectionHead)[] =>
  (Object.keys(a) as (keyof InspectionHead)[]).filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
export const sameHead = (a: InspectionHead, b: InspectionHead): boolean => headDifferences(a, b).length === 0;
