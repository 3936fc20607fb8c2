import { periodsWithin } from '../calendar/working-hours.ts';
import type { PrintPart } from '../kernel/batch.print.ts';
import { dayOf, formatInstant } from '../kernel/dates.ts';
import { checkbox, type Html, html, qrCode, signatureBlock } from '../kernel/print.ts';
import { type CloseRequirement, closeRequirements } from './act.rules.ts';
import type { ComplaintStatus } from './complaint.enums.ts';
import { businessWords, channelWords, conclusionWords, gradeWords, statusWords } from './complaint.words.ts';
import { countingOf, paperDue } from './counting.words.ts';
import type { ClockView, ComplaintDetail, EventView } from './detail.schema.ts';
import type { ComplaintEvent } from './event.schema.ts';
import { eventSentence, eventWords, linkWords, paperMoment, visitWords, yuanText } from './event.words.ts';
import { type LedgerMinutes, ledgerMinutes, sharesAdding } from './ledger.words.ts';
import { printWords } from './print.words.ts';
import { clockWords, limitInWords, windowInWords } from './rule.words.ts';
import { newsNumber, shownClocks } from './shown-clocks.ts';

export type PrintLanguage = 'zh' | 'en';

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

const columns = (widths: readonly string[]) =>
  html`<colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup>`;
const heads = (texts: readonly string[]) =>
  html`<thead><tr>${texts.map((text) => html`<th>${text}</th>`)}</tr></thead>`;
const hoursText = (seconds: number) =>
  `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`;
const minutesText = (minutes: number) => hoursText(minutes * 60);
const heading = (text: string, small = '') => html`<h2 class="f">${text}${small && html`<small>${small}</small>`}</h2>`;

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

/**
 * By how much a clock is late, or what is left of it, as on the screen; hours and minutes in the time of the rule.
 * @param at the moment it stopped, or of the paper
 */
function amountText(clock: ClockView, at: string, language: PrintLanguage): string {
  const words = printWords[language];
  const amount = clock.lateBy ?? clock.remaining;
  if (!amount) return '';
  const say = amount.overdue ? words.over : words.left;
  if (clock.usedMinutes !== null && clock.allowedMinutes !== null)
    return say(minutesText(Math.abs(clock.allowedMinutes - clock.usedMinutes)));
  if (amount.amount === 0) return say(words.underWorkDay);
  const whole = `${amount.amount} ${words.amounts[amount.unit]}`;
  if (amount.unit !== 'day' || !clock.dueAt) return say(whole);
  const hours = Math.floor(Math.abs(Date.parse(at) - Date.parse(clock.dueAt)) / 3_600_000) % 24;
  return say(hours > 0 ? `${whole} ${hours} ${words.amounts.hour}` : whole);
}

function clockRow(
  clock: ClockView,
  number: number | null,
  { language, printedAt }: ComplaintPrint,
  year: string,
): Html {
  const words = printWords[language];
  const used = clock.usedMinutes === null ? '—' : hoursText(Math.max(0, clock.usedMinutes) * 60);
  const share =
    clock.usedMinutes !== null && clock.allowedMinutes
      ? `${((Math.max(0, clock.usedMinutes) / clock.allowedMinutes) * 100).toFixed(1)}%`
      : '—';
  const window = clock.rule && windowInWords(clock.rule, language);
  const limit = clock.rule
    ? html`${limitInWords({ measure: 'longest', ...clock.rule }, language)}<span class="nw">${words.aside(clock.rule.code)}</span>${window && html`<br><span class="xs">${window}</span>`}`
    : '—';
  const late = clock.state === 'answeredLate' || (clock.remaining?.overdue ?? false);
  const amount = amountText(clock, clock.stoppedAt ?? printedAt, language);
  const state = late && clock.state === 'running' ? words.late : words.clockStates[clock.state];
  const result =
    late && amount
      ? html`${clock.state === 'paused' && html`${state}<br>`}<b>${amount}</b>`
      : html`${late ? html`<b>${state}</b>` : state}${amount && html`<br><span class="xs">${amount}</span>`}`;
  return html`<tr style="height:7.6mm"><td class="c">${clockWords[clock.kind][language]}${number !== null && html`<br><span class="xs">${words.newsNumber(number)}</span>`}${clock.unitName && html`<br><span class="xs">${clock.unitName}</span>`}</td><td class="l">${limit}</td><td class="c nw">${paperMoment(clock.startedAt, year)}</td><td class="c nw">${paperDue(clock.dueAt, year)}</td><td class="c nw">${paperMoment(clock.stoppedAt, year)}</td><td class="c nw">${used}</td><td class="c nw">${share}</td><td class="c nw">${result}</td></tr>`;
}

/** The working hours in force from receipt to the last deadline; where they changed on the way, each with its first day. */
function hoursToldOf(
  { workingHours, row, clocks: list }: ComplaintDetail,
  year: string,
  words: (typeof printWords)[PrintLanguage],
): string {
  const ends = list.flatMap(({ dueAt }) => (dueAt ? [dayOf(dueAt)] : []));
  const from = dayOf(row.receivedAt);
  return periodsWithin(
    workingHours,
    from,
    ends.reduce((a, b) => (a > b ? a : b), from),
  )
    .map(({ since, hours }, i) => {
      const text = hours.map((span) => `${span.from}–${span.to}`).join(words.comma);
      return i > 0 && since ? words.hoursSince(since.startsWith(year) ? since.slice(5) : since, text) : text;
    })
    .join(words.comma === '、' ? '；' : '; ');
}

function clocks(print: ComplaintPrint, year: string): Html {
  const { language, detail } = print;
  const words = printWords[language];
  const hours = hoursToldOf(detail, year, words);
  const shown = shownClocks(detail.clocks).filter((clock) => clock.rule);
  if (shown.length === 0) return html`${heading(words.parts[1])}<p>${words.noClocks}</p>`;
  return html`${heading(words.parts[1], words.hours(hours))}<table class="g">${columns(['23mm', '', '20mm', '20mm', '20mm', '14mm', '14mm', '24mm'])}${heads(words.clockColumns)}<tbody>${shown.map((clock) => clockRow(clock, newsNumber(detail.clocks, clock), print, year))}</tbody></table>${shown.map((clock) => counting(clock, newsNumber(detail.clocks, clock), language, year))}${basis(shown, language)}`;
}

/** What the rules go by, each text once with the rules it stands for. */
function basis(clocks: readonly ClockView[], language: PrintLanguage): Html | null {
  const words = printWords[language];
  const rules = new Map(clocks.flatMap(({ rule }) => (rule?.clause ? [[rule.code, rule.clause] as const] : [])));
  const texts = Map.groupBy(rules, ([, clause]) => clause);
  if (texts.size === 0) return null;
  const list = [...texts].map(([clause, of]) => `${of.map(([code]) => code).join(words.comma)} ${clause}`);
  return html`<p class="note" style="margin-top:.4mm">${words.basis}${list.join(words.semicolon)}</p>`;
}

/** How a deadline came about, step by step, as small print under the table of clocks. */
function counting(clock: ClockView, number: number | null, language: PrintLanguage, year: string): Html | null {
  const told = countingOf(clock, { language, year });
  if (!told) return null;
  const words = printWords[language];
  const name = [
    clockWords[clock.kind][language],
    number !== null && ` ${words.newsNumber(number)}`,
    clock.unitName && words.aside(clock.unitName),
  ];
  return html`<p class="note" style="margin-top:.4mm"><b>${words.counting(name.filter(Boolean).join(''))}</b>${told.steps}${told.due && html`<b class="nw">${told.due}</b>`}${told.rest}</p>`;
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
      { label: words.auditor },
    ],
    language,
  )}</div>`;
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
      clocks(print, year),
      course(print, year),
      segments(print, year),
      outcome(print),
      visits(print, year),
      closing(print),
    ]}`,
  };
}
