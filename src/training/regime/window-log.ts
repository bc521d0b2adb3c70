/** The windows of a run as columns of numbers: a long run has thousands, and as objects they outweigh its losses. */
import { Columns } from '../growing-columns';
import type { Regime, Subtype, WindowReading } from './types';

const names = [
  /** Last step of the window, ascending. */
  'to',
  'from',
  'kappa',
  'kappaLow',
  'kappaHigh',
  'landing',
  'landingLow',
  'landingHigh',
  'crossed',
  'share',
  'shareLow',
  'shareHigh',
  'rises',
  'measured',
  'uphill',
  'resolved',
  'verdict',
] as const;
export type WindowColumn = (typeof names)[number];

/** What the numbers of the verdict column mean. */
const verdicts: readonly [Regime, Subtype][] = [
  ['undecided', ''],
  ['small-step', ''],
  ['transition', ''],
  ['large-step', ''],
  ['large-step', 'own-floor'],
  ['large-step', 'wall-to-wall'],
];

export type WindowTable = Record<WindowColumn, Float32Array<ArrayBuffer>>;

export class WindowLog implements Iterable<WindowReading> {
  readonly columns = new Columns(names);

  /** The log of a table, which nobody else may use any more. */
  static of(table: WindowTable): WindowLog {
    const log = new WindowLog();
    log.columns.take(table);
    return log;
  }

  /** A copy of all of it, to be posted. */
  table(): WindowTable {
    return Object.fromEntries(names.map((name) => [name, this.get(name).slice()])) as WindowTable;
  }

  get length(): number {
    return this.columns.length;
  }

  /** A value per window, without a copy; valid until the next window. */
  get<N extends WindowColumn>(name: N) {
    return this.columns.get(name);
  }

  /** Appends windows, by ascending last step. */
  append(windows: readonly WindowReading[]): void {
    if (windows.length === 0) return;
    const values = (of: (window: WindowReading) => number) => Float32Array.from(windows, of);
    this.columns.append({
      to: windows.map(({ to }) => to),
      from: windows.map(({ from }) => from),
      kappa: values(({ kappa }) => kappa.value),
      kappaLow: values(({ kappa }) => kappa.low),
      kappaHigh: values(({ kappa }) => kappa.high),
      landing: values(({ landing }) => landing.value),
      landingLow: values(({ landing }) => landing.low),
      landingHigh: values(({ landing }) => landing.high),
      crossed: values(({ crossed }) => crossed),
      share: values(({ share }) => share.value),
      shareLow: values(({ share }) => share.low),
      shareHigh: values(({ share }) => share.high),
      rises: values(({ rises }) => rises),
      measured: values(({ measured }) => measured),
      uphill: values(({ uphill }) => uphill),
      resolved: values(({ resolved }) => resolved),
      verdict: values(({ regime, subtype }) =>
        verdicts.findIndex(([name, kind]) => name === regime && kind === subtype),
      ),
    });
  }

  /** One window; counted from the end where the index is negative, undefined where there is none. */
  at(index: number): WindowReading | undefined {
    const row = index < 0 ? this.length + index : index;
    if (row < 0 || row >= this.length) return undefined;
    const value = (name: WindowColumn) => this.columns.get(name)[row];
    const [regime, subtype] = verdicts[value('verdict')];
    return {
      from: value('from'),
      to: value('to'),
      kappa: { value: value('kappa'), low: value('kappaLow'), high: value('kappaHigh') },
      landing: { value: value('landing'), low: value('landingLow'), high: value('landingHigh') },
      crossed: value('crossed'),
      share: { value: value('share'), low: value('shareLow'), high: value('shareHigh') },
      rises: value('rises'),
      measured: value('measured'),
      uphill: value('uphill'),
      resolved: value('resolved'),
      regime,
      subtype,
    };
  }

  /** The last window that ends by `step`; undefined where none does. */
  upTo(step: number): WindowReading | undefined {
    const count = this.columns.countUpTo('to', step);
    return count === 0 ? undefined : this.at(count - 1);
  }

  *[Symbol.iterator](): Iterator<WindowReading> {
    for (let row = 0; row < this.length; row++) yield this.at(row) as WindowReading;
  }

  truncateAfter(step: number): void {
    this.columns.truncateAfter('to', step);
  }

  trim(): void {
    this.columns.trim();
  }

  /** Bytes of memory it takes. */
  get bytes(): number {
    return this.columns.bytes;
  }
}
