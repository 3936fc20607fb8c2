import { periodsWithin } from '../calendar/working-hours.ts';
import { dayOf } from '../kernel/dates.ts';
import { type Html, html } from '../kernel/print.ts';
import { countingOf, paperDue } from './counting.words.ts';
import type { ClockView, ComplaintDetail } from './detail.schema.ts';
import { paperMoment } from './event.words.ts';
import { printWords } from './print.words.ts';
import { clockWords, limitInWords, windowInWords } from './rule.words.ts';
import { columns, heading, heads, minutesText, type PrintLanguage } from './sheet.tables.ts';
import { newsNumber, shownClocks } from './shown-clocks.ts';

interface DeadlinesPrint {
  readonly language: PrintLanguage;
  readonly detail: ComplaintDetail;
  readonly printedAt: string;
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
  { language, printedAt }: DeadlinesPrint,
  year: string,
): Html {
  const words = printWords[language];
  const net = clock.usedMinutes ?? clock.netMinutes;
  const used = net === null ? '—' : minutesText(Math.max(0, net));
  const paused = clock.pausedMinutes ? minutesText(clock.pausedMinutes) : '—';
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
  return html`<tr style="height:7.6mm"><td class="c">${clockWords[clock.kind][language]}${number !== null && html`<br><span class="xs">${words.newsNumber(number)}</span>`}${clock.unitName && html`<br><span class="xs">${clock.unitName}</span>`}</td><td class="l">${limit}</td><td class="c nw">${paperMoment(clock.startedAt, year)}</td><td class="c nw">${paused}</td><td class="c nw">${paperDue(clock.dueAt, year)}</td><td class="c nw">${paperMoment(clock.stoppedAt, year)}</td><td class="c nw">${used}</td><td class="c nw">${share}</td><td class="c">${result}</td></tr>`;
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

/**
 * The part about deadlines: each clock, how its deadline came about, and what its rule goes by.
 * @param year of the receipt; other years are told with their moments
 */
export function deadlines(print: DeadlinesPrint, year: string): Html {
  const { language, detail } = print;
  const words = printWords[language];
  const hours = hoursToldOf(detail, year, words);
  const shown = shownClocks(detail.clocks).filter((clock) => clock.rule);
  if (shown.length === 0) return html`${heading(words.parts[1])}<p>${words.noClocks}</p>`;
  return html`${heading(words.parts[1], words.hours(hours))}<table class="g">${columns(['22mm', '', '19mm', '13mm', '19mm', '19mm', '14mm', '13mm', '22mm'])}${heads(words.clockColumns)}<tbody>${shown.map((clock) => clockRow(clock, newsNumber(detail.clocks, clock), print, year))}</tbody></table>${shown.map((clock) => counting(clock, newsNumber(detail.clocks, clock), language, year))}${basis(shown, language)}`;
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
