import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from './driver.ts';
import { addProbe } from './probe.ts';

/** A zip with one entry, whose directory may say what it likes. */
function zipOf(name: string, content: Buffer, says: { unpacked?: number; encrypted?: boolean } = {}): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const unpacked = says.unpacked ?? content.length;
  const flags = says.encrypted === true ? 1 : 0;
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(unpacked, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(unpacked, 24);
  central.writeUInt16LE(name.length, 28);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

const compound = (...names: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(name, 'utf16le')),
    Buffer.alloc(512),
  ]);

const rows = [
  ['编号', '受理时间', '状态'],
  ['A-1', '2026-11-01 08:30', '办结'],
  ['A-2', '2026-11-02', '处理中'],
];
const csv = (delimiter: string) => rows.map((row) => row.join(delimiter)).join('\r\n');
// under wine the file is seen too, but it can't be run from there
const office =
  process.platform === 'win32'
    ? undefined
    : ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));

describe('files as they come', () => {
  let backend: TestBackend;
  let driver: ImportDriver;
  let xlsx: Uint8Array;
  beforeAll(async () => {
    backend = await startBackend('sqlite', 'direct');
    addProbe(backend);
    driver = await ImportDriver.as(backend);
    xlsx = await writeXlsx({
      sheets: [
        { name: '说明', rows: [['请看第二张表']] },
        {
          name: '数据',
          rows: [
            ['投诉周报'],
            ...rows.map((row, i) =>
              i === 0 ? row : [row[0] ?? '', new Date(Date.UTC(2026, 10, i, 8, 30)), row[2] ?? ''],
            ),
          ],
        },
      ],
    });
  });
  afterAll(() => backend.close());

  test.each([
    ['an empty file', Buffer.alloc(0), 'WORKBOOK_EMPTY'],
    ['only a byte order mark', Buffer.from('\ufeff  \r\n'), 'WORKBOOK_EMPTY'],
    ['a PDF renamed .xlsx', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'WORKBOOK_IS_PDF'],
    [
      'a web page saved as .xls',
      Buffer.from('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1'),
      'WORKBOOK_IS_HTML',
    ],
    [
      'XML Spreadsheet 2003',
      Buffer.from(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      ),
      'WORKBOOK_IS_XML',
    ],
    ['a workbook with a password', compound('EncryptionInfo', 'EncryptedPackage'), 'WORKBOOK_ENCRYPTED'],
    ['an old Word document', compound('WordDocument'), 'WORKBOOK_UNKNOWN'],
    ['a damaged .xls', compound('Workbook'), 'WORKBOOK_DAMAGED'],
    ['a zip that is no workbook', zipOf('readme.txt', Buffer.from('hello')), 'WORKBOOK_UNKNOWN'],
    ['a zip bomb', zipOf('xl/workbook.xml', Buffer.alloc(120_000_000)), 'WORKBOOK_BOMB'],
    [
      'a zip that says it is smaller than it is',
      zipOf('xl/workbook.xml', Buffer.alloc(50_000_000), { unpacked: 100 }),
      'WORKBOOK_DAMAGED',
    ],
    ['a zip that says nothing', zipOf('xl/workbook.xml', Buffer.alloc(50_000_000), { unpacked: 0 }), 'WORKBOOK_BOMB'],
    ['a zip with a password', zipOf('xl/workbook.xml', Buffer.from('<x/>'), { encrypted: true }), 'WORKBOOK_ENCRYPTED'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'WORKBOOK_UNKNOWN'],
    ['bytes', Buffer.from([1, 2, 0, 255, 0, 7, 9, 0, 3, 200, 0, 0, 1]), 'WORKBOOK_UNKNOWN'],
  ])('%s is refused with its own sentence', async (_, bytes, code) => {
    const job = await driver.tryOpen('x.xlsx', bytes);
    expect([job.state, job.error?.code]).toEqual(['failed', code]);
  });

  test('a workbook cut off in the middle is damaged, wherever it is cut', async () => {
    for (const share of [0.3, 0.7, 0.95]) {
      const job = await driver.tryOpen('cut.xlsx', xlsx.slice(0, Math.floor(xlsx.length * share)));
      expect(job.error?.code).toBe('WORKBOOK_DAMAGED');
    }
    const flipped = Uint8Array.from(xlsx);
    flipped.fill(0x55, 200, 400);
    expect((await driver.tryOpen('flipped.xlsx', flipped)).error?.code).toBe('WORKBOOK_DAMAGED');
  });

  test('more rows than a sheet can hold are refused', async () => {
    const text = `编号,受理时间\n${'1,2026-11-01\n'.repeat(1_048_600)}`;
    expect((await driver.tryOpen('two-million.csv', text)).error?.code).toBe('WORKBOOK_TOO_MANY_ROWS');
  }, 60_000);

  test.each([
    ['UTF-8', Buffer.from(csv(',')), 'utf-8', ','],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${csv(',')}`), 'utf-8', ','],
    ['GBK', iconv.encode(csv('\t'), 'gbk'), 'gb18030', '\t'],
    [
      'GB18030 with a rare character',
      iconv.encode(`${csv(';')}\r\nA-3;2026-11-03;处理中\r\n𠮷;2026-11-03;办结`, 'gb18030'),
      'gb18030',
      ';',
    ],
    ['UTF-16 LE with a mark', iconv.encode(csv('\t'), 'utf-16le', { addBOM: true }), 'utf-16le', '\t'],
    ['UTF-16 LE', iconv.encode(csv(','), 'utf-16le'), 'utf-16le', ','],
    ['UTF-16 BE with a mark', iconv.encode(csv(','), 'utf-16be', { addBOM: true }), 'utf-16be', ','],
  ])('text in %s', async (_, bytes, encoding, delimiter) => {
    const sessionId = await driver.open('t.csv', bytes);
    const session = await driver.client.import.session({ sessionId });
    expect(session).toMatchObject({ encoding, delimiter, garbled: 0, missingFields: [] });
    expect(session.counts.errors).toBe(0);
    expect(session.counts.writable).toBeGreaterThanOrEqual(2);
  });

  test('a wrong encoding can be chosen, is seen, and can be mended', async () => {
    const sessionId = await driver.open('t.csv', iconv.encode(csv(','), 'gbk'), { encoding: 'utf-8' });
    expect((await driver.client.import.session({ sessionId })).garbled).toBeGreaterThan(0);
    const { jobId } = await driver.client.import.reopen({ sessionId, encoding: 'gb18030' });
    const next = String((await driver.settled(jobId)).result?.sessionId);
    expect((await driver.client.import.session({ sessionId: next })).garbled).toBe(0);
    await expect(driver.client.import.session({ sessionId })).rejects.toMatchObject({ code: 'IMPORT_SESSION_LOST' });
  });

  test('.xlsx: sheets to choose from, titles above the header, real dates', async () => {
    const sessionId = await driver.open('t.xlsx', xlsx, { sheets: [1] });
    const session = await driver.client.import.session({ sessionId });
    expect(session).toMatchObject({ format: 'xlsx', headerLine: 2, counts: { writable: 2, errors: 0 } });
    expect(session.sheets.map((sheet) => sheet.name)).toEqual(['说明', '数据']);
    const { rows: shown } = await driver.client.import.rows({ sessionId, filter: 'all', offset: 0, limit: 10 });
    expect(shown.map((row) => row.cells[1])).toEqual(['2026-11-01 08:30:00', '2026-11-02 08:30:00']);
  });

  test.skipIf(office === undefined)(
    '.xls made by LibreOffice: the same rows',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'xls-'));
      try {
        writeFileSync(join(folder, 't.xlsx'), xlsx);
        execFileSync(
          String(office),
          [
            '--headless',
            `-env:UserInstallation=file://${folder}/profile`,
            '--convert-to',
            'xls:MS Excel 97',
            '--outdir',
            folder,
            join(folder, 't.xlsx'),
          ],
          { stdio: 'ignore', timeout: 90_000 },
        );
        const sessionId = await driver.open('t.xls', readFileSync(join(folder, 't.xls')), { sheets: [1] });
        expect(await driver.client.import.session({ sessionId })).toMatchObject({
          format: 'xls',
          headerLine: 2,
          counts: { writable: 2, errors: 0 },
        });
        const { rows: shown } = await driver.client.import.rows({ sessionId, filter: 'all', offset: 0, limit: 10 });
        expect(shown.map((row) => row.cells.slice(0, 2))).toEqual([
          ['A-1', '2026-11-01 08:30:00'],
          ['A-2', '2026-11-02 08:30:00'],
        ]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );

  test('two header rows with merged groups are joined', async () => {
    const text = '基本信息,,处理,\n编号,受理时间,状态,金额\nA-1,2026-11-01,办结,3\n';
    const session = await driver.client.import.session({ sessionId: await driver.open('two.csv', text) });
    expect(session).toMatchObject({ headerLine: 1, headerRows: 2, counts: { total: 1, errors: 0 } });
    expect(session.columns.map((c) => c.header)).toEqual([
      '基本信息/编号',
      '基本信息/受理时间',
      '处理/状态',
      '处理/金额',
    ]);
  });

  test('quotes, line breaks in cells and a missing last line end', async () => {
    const text = '编号,受理时间,投诉内容\r\n"A-1",2026-11-01,"他说：""不行""，\n第二行"\r\nA-2,2026-11-02,"半截';
    const sessionId = await driver.open('q.csv', text);
    const { rows: shown } = await driver.client.import.rows({ sessionId, filter: 'all', offset: 0, limit: 10 });
    expect(shown.map((row) => row.cells[2])).toEqual(['他说："不行"，\n第二行', '半截']);
  });
});
