/** What a figure says in words: the values at a step, and a summary for those who do not see it. */
import type { ViewStore } from '../../runs/view';
import { epochFactor } from './coordinates';
import type { Surfaces } from './painter';
import { readoutText, summaryOf, type Told } from './readout';
import type { Series } from './series';

/** How often the summary may change while a run trains. */
const summaryMs = 1000;

export class Teller {
  private summarized = 0;

  constructor(
    private readonly surfaces: Pick<Surfaces, 'readout' | 'summary'>,
    private readonly view: ViewStore,
  ) {}

  /** Another run is summed up at once. */
  forget(): void {
    this.summarized = 0;
  }

  tell(series: readonly Series[], step: number | undefined, stepsPerEpoch: number): void {
    const text = step === undefined ? '' : readoutText(this.told(series, stepsPerEpoch), step, stepsPerEpoch);
    this.surfaces.readout.textContent = text;
  }

  /** `beyond`: words on what the y axis does not show. */
  summarize(series: readonly Series[], stepsPerEpoch: number, beyond: readonly string[]): void {
    const now = performance.now();
    if (this.summarized > 0 && now - this.summarized < summaryMs) return;
    this.summarized = now;
    this.surfaces.summary.textContent = [
      summaryOf(this.told(series, stepsPerEpoch)),
      ...beyond.map((text) => `Beyond the axis: ${text}.`),
    ].join(' ');
  }

  /** The run that stands out, or the one that is looked at. */
  private told(series: readonly Series[], stepsPerEpoch: number): Told[] {
    const { highlight, xMode } = this.view.getState();
    const lit = series.filter(({ other }) => other !== undefined && other.id === highlight);
    if (lit.length === 0) return series.filter(({ other }) => !other);
    return lit.map((each) => ({ ...each, factor: epochFactor(each, xMode, stepsPerEpoch) }));
  }
}
