import type { GiveUpReason } from './backend-supervisor.ts';

/** What a start that can't succeed means, in both languages; the codes are those of the backend's DomainErrors. */
const sentences: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  DATABASE_IN_USE: [
    '另一个程序窗口正在使用同一份数据。请切换到那个窗口，或先关闭它再重新打开。',
    'Another window of this program is using the same data. Switch to it, or close it and open the program again.',
  ],
  DATABASE_TOO_NEW: [
    '这份数据由更新版本的程序写入，本版本不能打开，也没有改动它。请安装新版本。',
    'This data was written by a newer version of the program. This version cannot open it and has not changed it. Install the newer version.',
  ],
  DATABASE_DAMAGED: [
    '数据库文件已损坏，程序没有再写入它。请用下面的备份恢复，或把日志发给管理员。',
    'The database file is damaged; nothing more was written to it. Restore one of the backups named below, or send the log to your administrator.',
  ],
  DATABASE_UNREACHABLE: [
    '连接不上数据库服务器。请检查网络，或请管理员检查数据目录中 config.json 的连接设置。',
    'The database server cannot be reached. Check the network, or ask your administrator to check config.json in the data directory.',
  ],
  DATABASE_FULL: [
    '磁盘已满，程序无法启动。请清理磁盘空间后再试；已保存的数据不受影响。',
    'The disk is full, so the program cannot start. Free some space and try again; what was saved is not affected.',
  ],
  DATABASE_NOT_WRITABLE: [
    '数据目录不能写入。请检查文件夹权限、只读属性，或请管理员处理；已保存的数据不受影响。',
    'The data directory cannot be written to. Check the rights of the folder or ask your administrator; what was saved is not affected.',
  ],
  CONFIG_DAMAGED: [
    '数据目录中的 config.json 无法读懂，程序没有改动任何数据。请改正它，或改用本机数据库。',
    'The file config.json in the data directory cannot be understood; no data was changed. Mend it, or use the database of this computer.',
  ],
  BACKEND_DIED: [
    '程序的后台部分连续三次意外退出，已停止重试。已保存的数据不受影响。',
    'The background part of the program ended unexpectedly three times in a row, so no further attempt is made. What was saved is not affected.',
  ],
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** Why the backend doesn't run and what to do about it, in a sentence or two per language. */
export function givenUpSentence(reason: GiveUpReason): { readonly chinese: string; readonly english: string } {
  const [chinese, english] = sentences[reason.code] ?? [
    '程序的后台部分无法启动。已保存的数据不受影响。',
    'The background part of the program cannot start. What was saved is not affected.',
  ];
  return { chinese, english };
}

/** Leaving a shared database is offered only where it is the shared database that doesn't open. */
function wayBack(reason: GiveUpReason, href: string): string {
  if (!('server' in reason.data) && reason.code !== 'CONFIG_DAMAGED') return '';
  return `<a class="second" href="${escapeHtml(href)}">改用本机数据库 Use the database of this computer</a>
<p>共用数据库里的数据不受影响，以后可在“系统 → 数据库”里再连接。</p>
<p lang="en">What is in the shared database stays there; connect to it again under System → Database.</p>
`;
}

/**
 * The page shown when the backend won't run: why, what it means, and where the log and the backups are.
 * @param retryHref link that tries again
 * @param embeddedHref link that leaves the shared database for the one of this computer; shown when that may help
 */
export function givenUpPage(
  reason: GiveUpReason,
  places: { readonly log: string; readonly backup: string; readonly retryHref: string; readonly embeddedHref: string },
): string {
  const { chinese, english } = givenUpSentence(reason);
  return `<!doctype html>
<html lang="zh-CN" translate="no">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>服务质量稽查台 · 无法启动</title>
<style>
body { font: 14px/1.7 "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText }
main { max-width: 640px; padding: 32px }
h1 { font-size: 20px; margin: 0 0 8px }
p[lang=en] { opacity: .75 }
dt { font-weight: 600; margin-top: 12px }
dd { margin: 0; font-family: Consolas, "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; user-select: all }
a { display: inline-block; margin-top: 24px; padding: 6px 16px; border-radius: 6px; background: #1f5fbf; color: #fff; text-decoration: none }
a.second { margin-left: 8px; background: none; color: inherit; box-shadow: inset 0 0 0 1px currentcolor }
a:focus-visible { outline: 3px solid #7fb2ff }
</style>
</head>
<body>
<main>
<h1>程序无法启动</h1>
<p>${escapeHtml(chinese)}</p>
<p lang="en">${escapeHtml(english)}</p>
<dl>
<dt>日志 Log</dt><dd>${escapeHtml(places.log)}</dd>
<dt>备份 Backups</dt><dd>${escapeHtml(places.backup)}</dd>
<dt>代码 Code</dt><dd>${escapeHtml(reason.code)}${escapeHtml(Object.keys(reason.data).length > 0 ? ` ${JSON.stringify(reason.data)}` : '')}</dd>
</dl>
<a href="${escapeHtml(places.retryHref)}">再试一次 Try again</a>
${wayBack(reason, places.embeddedHref)}</main>
</body>
</html>
`;
}
