import type { PrintPart } from '../kernel/batch.print.ts';
import { formatInstant } from '../kernel/dates.ts';
import { checkbox, type Html, html, qrCode, type Signature, signatureBlock } from '../kernel/print.ts';
import { type CloseRequirement, closeRequirements } from './act.rules.ts';
import type { AuditResult, ComplaintStatus } from './complaint.enums.ts';
import { businessWords, channelWords, conclusionWords, gradeWords, statusWords } from './complaint.words.ts';
import type { ComplaintDetail, EventView } from './detail.schema.ts';
import type { ComplaintEvent } from './event.schema.ts';
import { auditWords, eventSentence, eventWords, linkWords, paperMoment, visitWords, yuanText } from './event.words.ts';
import { type LedgerMinutes, ledgerMinutes, sharesAdding } from './ledger.words.ts';
import { printWords } from './print.words.ts';
import { columns, heading, heads, minutesText, type PrintLanguage } from './sheet.tables.ts';
import { deadlines } from './sheet-deadlines.print.ts';

/** What a complaint sheet is printed from. */
export interface ComplaintPrint {
  readonly language: PrintLanguage;
  readonly organizationName: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly detail: ComplaintDetail;
  /** status after each event, by `seq` */
  readonly statusAfter: ReadonlyMap<number, ComplaintStatus>;
  readonly causeName: string;
  /** hash over the history: the same history prints the same */
  readonly fingerprint: string;
  readonly qr: readonly (readonly boolean[])[];
}

function receipt({ language, detail }: ComplaintPrint): Html {
  const words = printWords[language];
  const { row } = detail;
  const urgency = detail.events.find((event) => event.type === 'assessed')?.data.levels as
    | { urgency?: number }
    | undefined;
  const cell = (label: string, value: string | null) => html`<th class="k">${label}</th><td>${value || '—'}</td>`;
  const line = (...cells: Html[]) => html`<tr style="height:7.6mm">${cells}</tr>`;
  return html`${heading(words.parts[0])}<table class="g">${columns(['20mm', '', '20mm', '38mm', '20mm', '36mm'])}${[
    line(
      cell(words.customer, row.customerName),
      cell(words.customerNumber, row.customerNumber),
      cell(words.grade, row.customerGrade && gradeWords[row.customerGrade][language]),
    ),
    line(
      cell(words.channel, channelWords[row.channel][language]),
      cell(words.received, formatInstant(row.receivedAt)),
      cell(words.urgency, words.levels[urgency?.urgency ?? 0] as string),
    ),
    line(
      cell(words.category, language === 'zh' ? row.categoryZh : row.categoryEn),
      cell(words.business, row.business && businessWords[row.business][language]),
      cell(words.unit, row.unitName),
    ),
    line(
      cell(words.firstPerson, `${detail.firstUnitName} ${detail.firstResponder}`),
      cell(words.repeats, row.repeatCount > 0 ? words.repeat(row.repeatCount) : words.noRepeat),
      cell(words.place, row.place),
    ),
  ]}<tr><th class="k">${words.content}</th><td colspan="5" style="line-height:1.5">${row.content}</td></tr><tr><th class="k">${words.demand}</th><td colspan="5">${detail.demand || '—'}</td></tr>${related(detail, language)}</table>`;
}

/** Complaints that belong to it, where there are any. */
function related(detail: ComplaintDetail, language: PrintLanguage): Html | null {
  const words = printWords[language];
  const numbers = (list: readonly { number: string }[]) => list.map(({ number }) => number).join(words.comma);
  const named = (name: keyof typeof words.relations, list: readonly { number: string }[]) =>
    list.length > 0 ? [`${words.relations[name]} ${numbers(list)}`] : [];
  const kinds = Map.groupBy(detail.links, ({ kind }) => kind);
  const texts = [
    ...named('mergedInto', detail.mergedInto ? [detail.mergedInto] : []),
    ...named('absorbed', detail.absorbed),
    ...named('splitFrom', detail.splitFrom ? [detail.splitFrom] : []),
    ...named('splitInto', detail.splitInto),
    ...[...kinds].map(([kind, list]) => `${linkWords[kind][language]} ${numbers(list)}`),
  ];
  if (texts.length === 0) return null;
  return html`<tr><th class="k">${words.related}</th><td colspan="5">${texts.join(words.semicolon)}</td></tr>`;
}

const asEvent = ({ type, data, note }: EventView) => ({ type, data: { ...data, note } }) as unknown as ComplaintEvent;

function course(print: ComplaintPrint, year: string): Html {
  const { language, detail, statusAfter } = print;
  const words = printWords[language];
  const rows = [...detail.events].reverse().map((event) => {
    const status = statusAfter.get(event.seq);
    return html`<tr><td class="nw">${paperMoment(event.happenedAt, year)}</td><td>${eventWords[event.type][language]}</td><td>${[event.unitName, event.accountName].filter(Boolean).join(' ')}</td><td>${eventSentence(asEvent(event), language)}${event.backdated && words.backdated}</td><td class="nw">${status && statusWords[status][language]}</td></tr>`;
  });
  return html`${heading(words.parts[2])}<table class="tl">${columns(language === 'zh' ? ['25mm', '20mm', '36mm', '', '17mm'] : ['25mm', '25mm', '34mm', '', '25mm'])}${heads(words.eventColumns)}<tbody>${rows}</tbody></table>`;
}

function segments({ language, detail }: ComplaintPrint, year: string): Html {
  const words = printWords[language];
  const { ledger } = detail;
  if (!ledger)
    return html`${heading(words.parts[3])}<p>${detail.ledgerYear === null ? words.noLedger : words.noLedgerYear(detail.ledgerYear)}</p>`;
  const minutes = ledgerMinutes(ledger);
  if (ledger.segments.length === 0) return html`${heading(words.parts[3])}<p>${words.noTime}</p>`;
  const rows = ledger.segments.map((one, i) => {
    const { natural = 0, work = 0 } = minutes.segments[i] ?? {};
    return html`<tr style="height:7.6mm"><td class="c">${statusWords[one.segment][language]}</td><td>${one.unitName ?? '—'}</td><td class="c">${words.parties[one.party]}</td><td class="c nw">${paperMoment(one.from, year)}</td><td class="c nw">${paperMoment(one.to, year)}</td><td class="n">${minutesText(natural)}</td><td class="n">${minutesText(work)}</td></tr>`;
  });
  // a few lines stay on one page with their sum
  const isShort = rows.length <= 12;
  return html`<div class="${isShort ? 'keep' : ''}">${heading(words.parts[3])}<table class="g">${columns(['26mm', '', '20mm', '25mm', '25mm', '19mm', '19mm'])}${heads(words.segmentColumns)}<tbody>${rows}<tr class="tot"><td colspan="5" class="r">${words.segmentTotal}</td><td class="n">${minutesText(minutes.natural)}</td><td class="n">${minutesText(minutes.work)}</td></tr></tbody></table>${shares(minutes, language)}</div>`;
}

/** Whose time it was: the parts of all that had it, or kept it waiting, add up to the whole. */
function shares(minutes: LedgerMinutes, language: PrintLanguage): Html {
  const words = printWords[language];
  const percent = (tenths: number | undefined) => `${((tenths ?? 0) / 10).toFixed(1)}%`;
  const natural = sharesAdding(minutes.parts.map((part) => part.natural));
  const work = sharesAdding(minutes.parts.map((part) => part.work));
  const rows = minutes.parts.map(
    (part, i) =>
      html`<tr style="height:7.6mm"><td>${words.parties[part.party]}</td><td class="n">${minutesText(part.natural)}</td><td class="n">${percent(natural[i])}</td><td class="n">${minutesText(part.work)}</td><td class="n">${percent(work[i])}</td></tr>`,
  );
  const whole = (time: number) =>
    html`<td class="n">${minutesText(time)}</td><td class="n">${percent(time > 0 ? 1000 : 0)}</td>`;
  return html`<table class="g keep" style="margin-top:2mm">${columns(['', '28mm', '22mm', '28mm', '22mm'])}${heads(words.shareColumns)}<tbody>${rows}<tr class="tot"><td class="r">${words.shareTotal}</td>${whole(minutes.natural)}${whole(minutes.work)}</tr></tbody></table>`;
}

function outcome({ language, detail, causeName }: ComplaintPrint): Html {
  const words = printWords[language];
  const { compensation } = detail;
  const paid = compensation
    ? `${yuanText(compensation.amountCents)} ${language === 'zh' ? '元，' : 'yuan, '}${compensation.form}${words.aside(words.compensationStates[compensation.state])}`
    : '—';
  const line = (label: string, value: string) =>
    html`<tr style="height:7.6mm"><th class="k">${label}</th><td colspan="3">${value || '—'}</td></tr>`;
  return html`<div class="keep">${heading(words.parts[4])}<table class="g">${columns(['22mm', '', '22mm', '62mm'])}<tr style="height:7.6mm"><th class="k">${words.conclusion}</th><td>${detail.conclusion ? conclusionWords[detail.conclusion][language] : '—'}</td><th class="k">${words.cause}</th><td>${causeName || '—'}</td></tr>${[
    line(words.measure, detail.measure),
    line(words.correction, detail.correction),
    line(words.prevention, detail.prevention),
    line(words.compensation, paid),
    line(words.evidence, detail.responseEvidence.join(words.comma)),
  ]}</table></div>`;
}

function visits({ language, detail }: ComplaintPrint, year: string): Html {
  const words = printWords[language];
  const list = detail.events.filter((event) => event.type === 'followedUp').reverse();
  if (list.length === 0) return html`<div class="keep">${heading(words.parts[5])}<p>${words.noVisit}</p></div>`;
  const rows = list.map(
    (event, i) =>
      html`<tr style="height:7.6mm"><td class="c">${i + 1}</td><td class="c nw">${paperMoment(event.happenedAt, year)}</td><td class="c">${event.accountName}</td><td class="c">${visitWords[event.data.result as keyof typeof visitWords]?.[language]}</td><td>${event.note}</td></tr>`,
  );
  return html`<div class="keep">${heading(words.parts[5])}<table class="g">${columns(['12mm', '27mm', '24mm', '24mm', ''])}${heads(words.visitColumns)}<tbody>${rows}</tbody></table></div>`;
}

/** Whether a condition of closing is met by what is there; one that doesn't apply isn't met. */
function isDone(one: CloseRequirement, detail: ComplaintDetail): boolean {
  const has = (type: EventView['type']) => detail.events.some((event) => event.type === type);
  const facts: Record<CloseRequirement, boolean> = {
    response: has('responded'),
    evidence: detail.responseEvidence.length > 0,
    visit: has('followedUp'),
    acceptance: detail.visitResult !== null && !detail.missingForClose.includes('acceptance'),
    conclusion: detail.conclusion !== null,
    cause: detail.causeCode !== null,
    measure: detail.measure !== '',
    correction: detail.correction !== '',
    prevention: detail.prevention !== '',
    compensation: detail.compensation?.state === 'approved',
  };
  return facts[one];
}

function closing({ language, detail }: ComplaintPrint): Html {
  const words = printWords[language];
  const isClosed = detail.row.status === 'closed';
  const closed = detail.events.find((event) => event.type === 'closed');
  const boxes = closeRequirements
    .filter((one) => one !== 'compensation' || detail.compensation)
    .map((one) => checkbox(words.closing[one], isDone(one, detail)));
  const day = closed?.happenedAt ? formatInstant(closed.happenedAt).slice(0, 10) : null;
  return html`<div class="keep">${heading(words.parts[6])}<table class="g"><tr><td style="line-height:1.9">${boxes}</td></tr></table>${signatureBlock(
    [
      { label: words.handler, name: detail.handlerName },
      { label: words.manager, name: isClosed ? closed?.accountName : null, on: isClosed ? day : null },
      audit(detail, language),
    ],
    language,
  )}</div>`;
}

/** Who looked whether it is really settled, and with what result; an open line as long as nobody did. */
function audit(detail: ComplaintDetail, language: PrintLanguage): Signature {
  const label = printWords[language].auditor;
  const last = detail.events.find((event) => event.type === 'audited');
  if (!last) return { label };
  const result = auditWords[last.data.result as AuditResult][language];
  return {
    label,
    name: `${result} ${last.accountName}`,
    on: formatInstant(last.happenedAt ?? last.recordedAt).slice(0, 10),
  };
}

/** 客户投诉处理单: all that is known about one complaint, on paper, customer masked as on the screen. */
export function complaintSheetPart(print: ComplaintPrint): PrintPart {
  const { language, detail, organizationName, printedAt } = print;
  const words = printWords[language];
  const { row } = detail;
  const year = formatInstant(printedAt).slice(0, 4);
  const again = detail.events.filter((event) => event.type === 'reopened').length;
  return {
    title: `${words.sheet} ${row.number}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: words.sheet,
    headerRight: `${words.number} ${row.number}`,
    footerLeft: `${words.printedBy} ${print.printedBy}`,
    footerRight: `${formatInstant(printedAt)} ${words.fingerprint} ${print.fingerprint.slice(0, 8)}`,
    body: html`<div class="top"><div><div class="sub">${organizationName}</div><div class="ttl">${words.sheet}</div><div class="sub">${words.number}${words.colon}<b class="hei">${row.number}</b>　　${words.status}${words.colon}<b class="hei">${statusWords[row.status][language]}</b>${again > 0 && words.reopened(again)}</div></div>${qrCode(print.qr, words.scan)}</div>${[
      receipt(print),
      deadlines(print, year),
      course(print, year),
      segments(print, year),
      outcome(print),
      visits(print, year),
      closing(print),
    ]}`,
  };
}
