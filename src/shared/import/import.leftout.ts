import { cellText, type ImportCell, parseNumber } from './import.convert.ts';
import { normalWord } from './import.words.ts';

/** Why a row below the header holds no record: a sum, the header once more (of the next printed page), a remark at the end. */
export type LeftOutKind = 'total' | 'headerAgain' | 'remark';

const totalWord = /^(?:\S{0,8}(?:合计|总计|小计|累计|共计)[:：]?(?:\d+[件条行笔]?)?|(?:grand|sub)?-?total:?|sum:?)$/i;
const remarkWord = /^(?:注|备注|说明|制表|填表|审核|编制|统计|打印|导出|数据来源|以上|共\d+[条件行笔])/;
/** Longer texts are no label of a sum. */
const longestLabel = 20;

const isFigure = (text: string) => /^[-—/]$/.test(text) || parseNumber(text.replace(/[件条行笔次户]$/, '')) !== null;

/** A sum: its label first, nothing but figures behind it. */
function isTotal(cells: readonly ImportCell[], at: number, label: string): boolean {
  return cells.slice(at + 1).every((cell) => {
    const text = cellText(cell);
    return text === '' || text === label || isFigure(text);
  });
}

/**
 * Whether a row below the header is none of the records.
 * @param cells cells of the file alone
 * @param headers names of the columns
 */
export function leftOutKind(cells: readonly ImportCell[], headers: readonly string[]): LeftOutKind | null {
  const at = cells.findIndex((cell) => cell !== null && cellText(cell) !== '');
  const first = cells[at];
  if (typeof first !== 'string' || at >= headers.length) return null;
  const text = first.trim();
  if (text.length <= longestLabel && totalWord.test(text.replace(/\s+/g, ''))) {
    if (isTotal(cells, at, text)) return 'total';
  }
  const name = headers[at] as string;
  if (text.length <= name.length + 4 && isHeaderAgain(cells, headers, at, text)) return 'headerAgain';
  if (!remarkWord.test(text)) return null;
  return cells.every((cell, i) => i === at || cellText(cell) === '' || cell === first) ? 'remark' : null;
}

function isHeaderAgain(cells: readonly ImportCell[], headers: readonly string[], at: number, first: string): boolean {
  const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  const isName = (text: string, column: number) => {
    const name = headers[column] ?? '';
    return normalWord(text) === normalWord(name) || normalWord(text) === normalWord(lastPart(name));
  };
  if (!isName(first, at)) return false;
  let same = 0;
  for (let i = at; i < cells.length; i++) {
    const text = cellText(cells[i] ?? null);
    if (text === '') continue;
    if (!isName(text, i)) return false;
    same += 1;
  }
  return same >= 2;
}
