// Writes resources/calendars/<year>.json from the package chinese-days, for the years it really covers.
// Run by hand when the State Council's notice of a new year has reached the package: node scripts/make-calendars.mjs
// The package says nothing about a year it does not know (it calls every weekday of it a working day), so a year
// without a National Day holiday in its data is refused here, not written.
import { readFileSync, writeFileSync } from 'node:fs';

const firstYear = 2014;
const lastYear = 2026;
const root = new URL('..', import.meta.url);
const version = JSON.parse(readFileSync(new URL('node_modules/chinese-days/package.json', root), 'utf8')).version;
const data = JSON.parse(readFileSync(new URL('node_modules/chinese-days/dist/chinese-days.json', root), 'utf8'));

const chineseName = (text) => text.split(',')[1] ?? text;
const ofYear = (table, year, kind) =>
  Object.entries(table)
    .filter(([on]) => on.startsWith(`${year}-`))
    .map(([on, text]) => ({ on, kind, name: chineseName(text) }));

for (let year = firstYear; year <= lastYear; year += 1) {
  const days = [...ofYear(data.holidays, year, 'holiday'), ...ofYear(data.workdays, year, 'makeup')];
  if (!days.some((day) => day.on === `${year}-10-01` && day.kind === 'holiday')) {
    throw new Error(`chinese-days ${version} does not cover ${year}: no National Day in its data`);
  }
  days.sort((a, b) => (a.on < b.on ? -1 : 1));
  const calendar = { year, source: `国务院办公厅${year}年部分节假日安排（经 chinese-days ${version} 整理）`, days };
  const lines = days.map((day) => `    ${JSON.stringify(day)}`).join(',\n');
  const text = `{\n  "year": ${year},\n  "source": ${JSON.stringify(calendar.source)},\n  "days": [\n${lines}\n  ]\n}\n`;
  writeFileSync(new URL(`resources/calendars/${year}.json`, root), text);
}
console.log(`resources/calendars: ${firstYear}–${lastYear} from chinese-days ${version}`);
