/** The race in words and in rows of a table. Pure. */
import type { Interval } from '../evidence/statistics';
import { difference } from '../runs/difference';
import { fields } from '../training/fields';
import { errorText } from './curve-words';
import type { FinalName, RecordingPlan } from './lesson';
import type { LiveRun } from './live';
import { type Entrant, verdictOf } from './race';

export const finalLabels: Record<FinalName, string> = {
  trainLoss: 'Final training loss',
  testLoss: 'Final test loss',
  trainAccuracy: 'Final training accuracy',
  testAccuracy: 'Final test accuracy',
};

export function valueText(value: number, measure: FinalName): string {
  if (!Number.isFinite(value)) return '–';
  return measure.endsWith('Accuracy')
    ? `${(100 * value).toFixed(1)} %`
    : String(Number(value.toPrecision(3)));
}

/** Of a round number: 70 %, 0.05. */
export function tickText(value: number, measure: FinalName): string {
  return measure.endsWith('Accuracy')
    ? `${Number((100 * value).toPrecision(4))} %`
    : valueText(value, measure);
}

const sign = (value: number) => (value < 0 ? '−' : '+');

/** A difference with its sign: +0.4 points, −0.012. */
export function signedText(value: number, measure: FinalName): string {
  return Number.isFinite(value) ? `${sign(value)}${errorText(Math.abs(value), measure)}` : '–';
}

/** From one difference to another, the unit named once: −0.2 to +0.4 points. */
export function rangeText({ low, high }: Pick<Interval, 'low' | 'high'>, measure: FinalName): string {
  if (!Number.isFinite(low)) return '–';
  return `${signedText(low, measure).replace(' points', '')} to ${signedText(high, measure)}`;
}

export const scheduleLabel = ({ schedule }: Entrant) => fields.schedule.options[schedule];

export function rateText({ best }: Entrant): string {
  if (!best) return 'no rate came to the end';
  return `η ${best.learningRate}${best.momentum > 0 ? `, μ ${best.momentum}` : ''}`;
}

/** Schedules whose rate is the largest or the smallest of those tried: a further one may do better. */
export function edgeText(entrants: readonly Entrant[]): string {
  const atEdge = entrants.filter(({ best, tried }) => best === tried[0] || best === tried[tried.length - 1]);
  const names = atEdge.filter(({ best }) => best).map((entrant) => scheduleLabel(entrant).toLowerCase());
  return names.length === 0
    ? 'No schedule is best at the smallest or the largest of its rates.'
    : `The best rate of these is the smallest or the largest that was tried, so a rate beyond it may do better: ${names.join(', ')}.`;
}

/** What can be said of a rival against the two phases, by the 95 % interval of the paired difference. */
export function verdictText(difference: Interval | undefined, measure: FinalName): string {
  if (!difference) return '';
  if (Number.isNaN(difference.low)) return 'too few seeds to tell';
  const more = measure.endsWith('Accuracy') ? ['higher', 'lower'] : ['lower', 'higher'];
  const verdict = verdictOf(measure, difference);
  return verdict === 'open' ? 'could be chance' : verdict === 'better' ? more[0] : more[1];
}

export const raceHeadings = [
  'Schedule',
  'Rate chosen',
  'Mean',
  '95 % interval',
  'Minus two phases',
  '95 % interval of that',
  'So it is',
  'Rates tried: mean',
];

export function raceRow(entrant: Entrant, measure: FinalName): string[] {
  const { best, finals, difference, tried } = entrant;
  return [
    scheduleLabel(entrant),
    best ? String(best.learningRate) : '–',
    valueText(finals.mean, measure),
    Number.isNaN(finals.low)
      ? '–'
      : `${valueText(finals.low, measure)} to ${valueText(finals.high, measure)}`,
    difference ? signedText(difference.mean, measure) : '–',
    difference ? rangeText(difference, measure) : '–',
    verdictText(difference, measure) || '–',
    tried.map((each) => `${each.learningRate}: ${valueText(each.mean, measure)}`).join('; '),
  ];
}

/** One sentence on every rival whose interval leaves chance out, or that there is none. */
export function summaryText(entrants: readonly Entrant[], measure: FinalName): string {
  const label = finalLabels[measure].replace(/^F/, 'f');
  const told = entrants.filter(({ difference }) => difference && verdictOf(measure, difference) !== 'open');
  const rivals = entrants.filter(({ difference }) => difference);
  if (rivals.length === 0) return 'There is nothing to compare yet.';
  const seeds = Math.max(...rivals.map(({ difference }) => difference?.count ?? 0));
  const basis = `over ${seeds} seeds`;
  if (told.length === 0)
    return `No schedule differs from two phases in ${label} by more than chance could do ${basis}.`;
  const each = told.map(
    (entrant) =>
      `${scheduleLabel(entrant).toLowerCase()} ${verdictText(entrant.difference, measure)} (${signedText(entrant.difference?.mean ?? Number.NaN, measure)})`,
  );
  const rest = told.length === rivals.length ? '' : ' The other differences may be chance.';
  return `Against two phases, ${label} is, ${basis}: ${each.join(', ')}.${rest}`;
}

/** Last readings of the runs that were trained here to their end, by name in the plan. */
export function finalsHere(live: readonly LiveRun[], measure: FinalName): Map<string, number> {
  return new Map(
    live
      .filter(({ entry }) => entry.state === 'finished')
      .map(({ name, entry }): [string, number] => [name, entry.data.evaluations.last(measure) ?? Number.NaN])
      .filter(([, value]) => Number.isFinite(value)),
  );
}

/** How the runs that are drawn as squares differ from the recorded ones, in words; empty where none does. */
export function differsHere(
  entrants: readonly Entrant[],
  live: readonly LiveRun[],
  { runs }: RecordingPlan,
): string {
  const drawn = new Set(entrants.map(({ best }) => best?.name));
  const parts = live
    .filter(({ name, entry }) => drawn.has(name) && entry.state === 'finished')
    .map(({ name, config }) => difference(runs[name].config, config));
  return [...new Set(parts)].filter(Boolean).join('; ');
}

/** "Trained here, one seed, drawn as squares: two phases 61.2 %, cosine 60.1 %." */
export function hereText(
  entrants: readonly Entrant[],
  here: ReadonlyMap<string, number>,
  measure: FinalName,
  differs = '',
): string {
  const told = entrants.flatMap((entrant) => {
    const value = entrant.best && here.get(entrant.best.name);
    return value === undefined
      ? []
      : [`${scheduleLabel(entrant).toLowerCase()} ${valueText(value, measure)}`];
  });
  if (told.length === 0) return '';
  const otherwise =
    differs && ` They differ from what was recorded (${differs}), so they are no race with it.`;
  return `Trained here, one seed, drawn as squares: ${told.join(', ')}.${otherwise} One seed settles nothing.`;
}
