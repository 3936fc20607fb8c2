import type { Import, SourceFile } from './source-files.ts';

/** A rule over the whole of src: the sentences about what breaks it. */
export type Wall = (files: readonly SourceFile[]) => string[];

/** What a wall says of a single import that breaks it; undefined when all is well. */
type ImportRule = (file: SourceFile, imported: Import) => string | undefined;

const overImports =
  (rule: ImportRule): Wall =>
  (files) =>
    files.flatMap((file) =>
      file.imports.flatMap((imported) => {
        const problem = rule(file, imported);
        return problem ? [`${file.path} imports ${imported.specifier}: ${problem}`] : [];
      }),
    );

const isElectronRoom = (path: string) =>
  path === 'src/main/index.ts' || path.startsWith('src/main/shell/') || path.startsWith('src/preload/');

export const sharedIsPure: Wall = (files) => {
  const shared = files.filter((file) => file.path.startsWith('src/shared/'));
  const imports = overImports((_file, { specifier, target }) => {
    if (specifier === 'zod' || specifier === '@orpc/contract') return undefined;
    if (specifier.startsWith('.') && target.startsWith('src/shared/')) return undefined;
    return 'shared imports nothing but its own files (relative), zod and the contract library';
  })(shared);
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bprocess\.|\bwindow\.(?:location|navigator|\w+Storage)|\bdocument\.(?:cookie|createElement|querySelector)|\bglobalThis\b|\bset(?:Timeout|Interval)\(/;
  const state = shared.flatMap((file) => {
    const found = impure.exec(withoutStrings(file.code));
    return found ? [`${file.path} uses ${found[0]}: shared has no clock, no chance, no machine`] : [];
  });
  return [...imports, ...state];
};

const withoutStrings = (code: string) => code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");

export const electronInItsRooms: Wall = overImports((file, { specifier }) =>
  /^electron(\/|$)/.test(specifier) && !isElectronRoom(file.path)
    ? 'electron is named only in src/main/index.ts, src/main/shell and src/preload'
    : undefined,
);

export const rendererBehindTheContract: Wall = overImports((file, { specifier, target }) => {
  if (!file.path.startsWith('src/renderer/')) return undefined;
  if (target.startsWith('src/main/') || target.startsWith('src/preload/')) return 'the window never imports main';
  return specifier.startsWith('node:') ? 'the window runs in a sandbox without Node' : undefined;
});

export const backendWithoutShell: Wall = overImports((file, { target }) => {
  if (!file.path.startsWith('src/main/backend/')) return undefined;
  return /^src\/(main\/shell|main\/index|preload|renderer)/.test(target)
    ? 'the backend knows no shell and no window'
    : undefined;
});

/** The folder's name is captured, so that no list of features has to be kept. */
const featureOf = (path: string) => /^src\/renderer\/features\/([^/]+)\//.exec(path)?.[1];

export const featuresApart: Wall = overImports((file, { target }) => {
  const from = featureOf(file.path);
  const to = featureOf(target);
  return from && to && from !== to ? 'a feature never imports a sibling feature' : undefined;
});

/** Language and theme reach every wrapper; units are what every page's scope is made of. */
const knownToUi = /^src\/(renderer\/app\/preferences\.tsx|shared\/organization\/organization\.schema\.ts)$/;

export const frameBelowFeatures: Wall = overImports((file, { target }) =>
  file.path.startsWith('src/renderer/ui/') &&
  /^src\/(renderer\/(features|app)\/|shared\/(?!kernel\/))/.test(target) &&
  !knownToUi.test(target)
    ? 'ui wraps libraries and has no domain word'
    : undefined,
);

const notDomains = ['database', 'platform', 'rpc'];
const domainOf = (path: string) => {
  const name = /^src\/main\/backend\/([^/]+)\//.exec(path)?.[1];
  return name && !notDomains.includes(name) ? name : undefined;
};
/** Written by every domain in its own transaction, so they are open to all: change log, settings, import targets. */
const openToAll = [
  'src/main/backend/system/change-log.repository.ts',
  'src/main/backend/system/setting.repository.ts',
  'src/main/backend/import/import.registry.ts',
];

export const domainsByTheirDoors: Wall = overImports((file, { target }) => {
  const from = domainOf(file.path);
  const to = domainOf(target);
  if (!to || from === to || openToAll.includes(target)) return undefined;
  if (/\.(service|import|table)\.ts$/.test(target)) return undefined;
  // the composition root joins routers, the guard asks for the session
  if (!from && /\.(router|target|service)\.ts$/.test(target)) return undefined;
  return from ? 'a domain imports another only by its .service.ts, .import.ts or .table.ts' : undefined;
});

/** Files that import each other in a ring at run time. */
export const noCycles: Wall = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (file: SourceFile, trail: readonly string[]): void => {
    if (done.has(file.path)) return;
    const at = trail.indexOf(file.path);
    if (at >= 0) {
      rings.push([...trail.slice(at), file.path].join(' → '));
      return;
    }
    for (const imported of file.imports) {
      const next = imported.typeOnly ? undefined : byPath.get(imported.target);
      if (next) visit(next, [...trail, file.path]);
    }
    done.add(file.path);
  };
  for (const file of files) visit(file, []);
  return rings;
};

/** Which package may be imported where. */
const packageRooms: readonly (readonly [specifier: RegExp, rooms: RegExp, why: string])[] = [
  [
    /^@orpc\//,
    /^src\/(shared\/kernel\/call\.ts|shared\/.*\.contract\.ts|main\/backend\/(rpc\/|app\.ts|entry\.|.*\.router\.ts)|renderer\/rpc\/)/,
    'only contracts, routers, entries and renderer/rpc import the contract library',
  ],
  [/^(better-sqlite3|pg)$/, /^src\/main\/backend\/database\//, 'drivers are known to the database room alone'],
  [
    /^(hucre|@cj-tech-master\/excelts|@e965\/xlsx|iconv-lite)/,
    /^src\/main\/backend\/(platform\/|.*\.workbook\.ts$)/,
    'workbooks and encodings are made in platform, or in a <name>.workbook.ts that does nothing else',
  ],
  [/^(ag-grid|@ag-grid)/, /^src\/renderer\/(ui|app)\//, 'grids are wrapped in ui'],
  [/^echarts/, /^src\/renderer\/ui\//, 'charts are wrapped in ui'],
];

export const packagesInTheirRooms: Wall = overImports((file, { specifier, typeOnly }) => {
  const room = packageRooms.find(([pattern]) => pattern.test(specifier));
  return room && !typeOnly && !room[1].test(file.path) ? room[2] : undefined;
});

export const noExportedDatabase: Wall = (files) =>
  files.flatMap((file) =>
    /^export\s+(?:const|let)\s+\w+(?:\s*:[^=\n]+)?\s*=\s*(?:await\s+)?(?:new\s+(?:Kysely|Sqlite|Database|Pool)\b|(?:open|sqlite|postgres)\w*(?:Database|SqliteFile)\()/m.test(
      file.code,
    )
      ? [`${file.path} exports a database: it is opened once by app.ts and handed on`]
      : [],
  );

/** The text between the bracket that opens at `start` and the one that closes it. */
function bracketed(code: string, start: number): string {
  let depth = 0;
  for (let i = start; i < code.length; i++) {
    if (code[i] === '(') depth++;
    else if (code[i] === ')' && --depth === 0) return code.slice(start, i);
  }
  return code.slice(start);
}

export const onlyTxInTransactions: Wall = (files) =>
  files.flatMap((file) => {
    const code = withoutStrings(file.code);
    return [...code.matchAll(/\binTransaction\s*\(/g)].flatMap((match) => {
      const found = /\b(?:ctx|deps)\.(?:db|read)\b/.exec(bracketed(code, match.index + match[0].length - 1));
      return found
        ? [`${file.path} uses ${found[0]} inside a transaction: on SQLite that waits for itself for ever, use tx`]
        : [];
    });
  });

export const walls: Readonly<Record<string, Wall>> = {
  sharedIsPure,
  electronInItsRooms,
  rendererBehindTheContract,
  backendWithoutShell,
  featuresApart,
  frameBelowFeatures,
  domainsByTheirDoors,
  noCycles,
  packagesInTheirRooms,
  noExportedDatabase,
  onlyTxInTransactions,
};
