/** Steps taken again on this machine against those that were recorded, perhaps on another one. Pure. */
import type { RunData } from './run-data';

/**
 * What the page says where the batch `losses` of the steps after `from` are not the recorded ones; undefined where
 * they are. `over`: the run is only looked at, and stays as it was recorded.
 */
export function differenceText(
  data: RunData,
  from: number,
  losses: Float32Array,
  over: boolean,
): string | undefined {
  const first = firstDifference(data, from, losses);
  if (first === undefined) return;
  const back = from === 0 ? 'the start' : `step ${from.toLocaleString('en')}`;
  const then = over ? 'the microscope shows what is computed here' : `the run is trained again from ${back}`;
  return `Your hardware rounds differently (from step ${first.toLocaleString('en')} on), so ${then}.`;
}

/** First step whose batch loss is not the recorded one, among those taken again after step `from`. */
function firstDifference({ steps }: RunData, from: number, losses: Float32Array): number | undefined {
  const [step, loss] = [steps.get('step'), steps.get('batchLoss')];
  return step.find(
    (at, row) => at > from && at <= from + losses.length && !Object.is(loss[row], losses[at - from - 1]),
  );
}

/** Kept checkpoints that were passed over, by their steps. */
export function damagedText(steps: readonly number[]): string {
  const places = steps.map((step) => step.toLocaleString('en'));
  const [which, they] =
    steps.length === 1
      ? [`The kept checkpoint at step ${places[0]} is damaged`, 'It is']
      : [`${steps.length} kept checkpoints are damaged, the first at step ${places[0]}`, 'They are'];
  return `${which}. ${they} passed over, and the steps after the one before are taken again.`;
}
