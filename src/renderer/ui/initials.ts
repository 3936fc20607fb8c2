/** The first character of each letter in the order of readings that the runtime's Chinese collation keeps. */
const firsts = [...'阿丷嚓咑妸发旮哈丌咔垃呣拏喔妑七呥仨他屲夕丫帀'];
const letters = 'abcdefghjklmnopqrstwxyz';
/** Further readings of characters met in names of units, categories and causes; the collation knows one of each. */
const otherReadings: Readonly<Record<string, string>> = {
  重: 'c',
  长: 'z',
  行: 'h',
  率: 's',
  调: 'd',
  曾: 'c',
  朝: 'z',
  还: 'h',
  单: 's',
  弹: 't',
  差: 'c',
  传: 'z',
  参: 's',
  乐: 'y',
  厦: 's',
  校: 'j',
  系: 'j',
  降: 'x',
  恶: 'w',
  会: 'k',
  藏: 'z',
  石: 'd',
  车: 'j',
  合: 'g',
  折: 's',
  卡: 'q',
  解: 'x',
  区: 'o',
  泊: 'b',
};
const known = new Map<string, string>();
let collator: Intl.Collator | undefined;

/** Letters a character can be typed by: itself, or for a Chinese one the first of its readings; none for signs. */
function lettersOf(character: string): string {
  const found = known.get(character);
  if (found !== undefined) return found;
  let typed = '';
  if (/[a-z0-9]/i.test(character)) typed = character.toLowerCase();
  else if (/\p{Script=Han}/u.test(character)) {
    collator ??= new Intl.Collator('zh-CN');
    const order = collator;
    const last = firsts.findLastIndex((first) => order.compare(first, character) <= 0);
    typed = `${letters[last] ?? ''}${otherReadings[character] ?? ''}`;
  }
  known.set(character, typed);
  return typed;
}

/** A name with more readings than this is met by the first of them only. */
const mostReadings = 16;

/**
 * What a name is found by: itself, and the pinyin initials of its characters without spaces and signs, once for each way
 * to read it (`wrsm` for 无人上门, `zfkf` and `cfkf` for 重复扣费).
 * @param code found by, too: one that people know, since any part of it is met
 */
export function searchText(name: string, code = ''): string {
  let readings = [''];
  for (const typed of [...name].map(lettersOf).filter(Boolean)) {
    const ways = readings.length * typed.length > mostReadings ? [typed[0] as string] : [...typed];
    readings = readings.flatMap((start) => ways.map((letter) => start + letter));
  }
  return [name, ...readings, code].join('\n').toLowerCase();
}

/** Search of a tree or list whose entries carry their {@link searchText} as `search`; Enter takes the first one found. */
export const treeSearch = { treeNodeFilterProp: 'search' } as const;
export const listSearch = { optionFilterProp: 'search' } as const;

/** Initials of three characters seldom begin a word of a code, so from there on both can be typed into one field. */
const leastOfCode = 3;

/**
 * Whether an entry of a tree of codes like `fault.unrepaired` is met: by its name, its initials, or the beginning of its
 * code or of a part of it.
 * @param typed what was typed
 * @param search the {@link searchText} of its name
 */
export function meetsCode(typed: string, search: string, code: string): boolean {
  const text = typed.trim().toLowerCase();
  if (search.includes(text)) return true;
  return text.length >= leastOfCode && `.${code.toLowerCase()}`.includes(`.${text}`);
}

/** A node of a tree whose values are codes that people see. */
export interface CodeNode {
  value: string;
  title: string;
  /** the {@link searchText} of its name */
  search: string;
  children: CodeNode[];
}
/** One that carries what was typed where it is met, and nothing elsewhere. */
export interface MetNode extends CodeNode {
  met: string;
  children: MetNode[];
}

/** The same tree, each node with the text typed if it {@link meetsCode}. */
export function markMet(tree: readonly CodeNode[], typed: string): MetNode[] {
  return tree.map((node) => ({
    ...node,
    met: typed && meetsCode(typed, node.search, node.value) ? typed : '',
    children: markMet(node.children, typed),
  }));
}
