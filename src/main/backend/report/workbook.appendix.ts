import { formatInstant } from '#shared/kernel/dates.ts';
import { type Making, open, whole } from './workbook.making.ts';

/** 附录: definitions, sources and fingerprints. */
export function appendixSheet(making: Making): void {
  const { page, words: w } = making;
  const sheet = open(making, 4, w.h.appendix, [30, 26, 26, 74]);
  const { snapshot } = page;
  sheet.table({
    title: w.s.method,
    columns: [w.indicator, w.numerator, w.denominator, w.exclusions].map((header) => ({ header })),
    rows: w.methods,
  });
  sheet.paragraph(w.error);
  sheet.gap();
  sheet.table({
    title: w.s.data,
    columns: [w.s.data.slice(3), w.records, w.asOf, 'SHA-256'].map((header) => ({ header, format: whole })),
    rows: snapshot.fingerprints.map((print) => [
      w.source[print.source],
      print.count,
      formatInstant(snapshot.asOf),
      print.sha256,
    ]),
  });
  sheet.paragraph(`${w.methodVersion} ${snapshot.methodVersion}`);
  sheet.paragraph(`${w.whole}：${snapshot.fingerprint}`);
  for (const line of (page.texts.appendix ?? '').split(/\n+/).filter((each) => each.trim()))
    sheet.paragraph(line.trim());
}
