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
  const own = data ? dropOf(data) : { step: planned, taken: false };
  // The plan that the run itself has, or takes over as one looks, has its drop there already.
  const apart = showPlan && data !== undefined && scheduledDrop(config) !== scheduledDrop(data.config);
  return {
    drop: own.step,
    dropTaken: own.taken,
    plannedDrop: apart ? planned : undefined,
    diverged: data && divergedAt(data),
    logged: data ? loggedDrops(data) : [],
    changes: data ? changesOf(data) : [],
    phases: figure === 'Step size' ? (apart ? planned : own.step) : undefined,
  };
}

/** What is said at a drop. */
export const dropWords = (taken: boolean) => (taken ? 'dropped here' : 'will drop here');

/** The drop of a run, and whether the run has taken it; an edit on its way decides about one that is still to come. */
export function dropOf(data: RunData): { step: number | undefined; taken: boolean } {
  const { dropStep, wanted, stepsPerEpoch } = data;
  const taken = dropStep !== undefined && dropStep <= (data.steps.last('step') ?? 0);
  if (!wanted || taken) return { step: dropStep, taken };
  return { step: stepOf(scheduledDrop(wanted), stepsPerEpoch), taken: false };
}

/** Live changes in words: what changed. The one that is the drop has its words already. */
function changesOf({ initial, changes, dropStep }: RunData) {
  return changes.map(({ step, config }, i) => ({
    step,
    text: step === dropStep ? '' : difference(changes[i - 1]?.config ?? initial, config),
  }));
}

function stepOf(epoch: number | undefined, stepsPerEpoch: number): number | undefined {
  return epoch === undefined ? undefined : epoch * stepsPerEpoch;
}
