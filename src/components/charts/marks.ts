/** What is marked on the figures of a run: drops, live changes, where it diverged. Pure. */
import { difference } from '../../runs/difference';
import { divergedAt } from '../../runs/divergence';
import { loggedDrops } from '../../runs/logged-drops';
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { scheduledDrop } from '../../training/schedules/plan';
import type { Marks } from './marks-layer';

interface Marked {
  data: RunData | undefined;
  config: RunConfig;
  stepsPerEpoch: number;
  /** The plan is drawn too. */
  showPlan: boolean;
}

export function marksOf(figure: FigureName, { data, config, stepsPerEpoch, showPlan }: Marked): Marks {
  const planned = stepOf(scheduledDrop(config), stepsPerEpoch);
  const ran = data ? data.dropStep : planned;
  return {
    drop: ran,
    plannedDrop: showPlan && planned !== ran ? planned : undefined,
    diverged: data && divergedAt(data),
    logged: data ? loggedDrops(data) : [],
    changes: data ? changesOf(data) : [],
    phases: figure === 'Step size' ? (showPlan ? planned : ran) : undefined,
  };
}

/** Live changes in words: what changed. */
function changesOf({ initial, changes }: RunData) {
  return changes.map(({ step, config }, i) => ({
    step,
    text: difference(changes[i - 1]?.config ?? initial, config),
  }));
}

function stepOf(epoch: number | undefined, stepsPerEpoch: number): number | undefined {
  return epoch === undefined ? undefined : epoch * stepsPerEpoch;
}
