/**
 * What a lesson is: a claim, runs that were recorded beforehand, and a few steps of prose, each beside a stage that
 * shows some of these runs. Types only.
 */
import type { ComponentType } from 'react';
import type { Measure } from '../runs/sweeps/measures';
import type { SweepResults } from '../runs/sweeps/sweep-results';
import type { FigureName } from '../runs/view';
import type { RunConfig } from '../training/config';
import type { ProbeSettings } from '../training/probes/settings';
import type { Sweep } from '../training/sweep/sweep';
import type { RecordedRun } from './recorded';

/** Claims of `science.md`, section 1, in the order of its table; 'state': the regime is one of the state. */
export type ClaimName = 'C1' | 'C2' | 'C3' | 'C4' | 'state';

/** What a list says of a lesson; `about.ts` in the lesson's folder. */
export interface LessonAbout {
  /** In links: `#lessons/<id>/<number of the step, from 1>`; its recording is `recorded/<id>.json`. */
  id: string;
  title: string;
  /** The claim in one sentence, within what `science.md` allows. */
  claim: string;
  claimName: ClaimName;
}

/** Everything of it; `lesson.tsx` in its folder. */
export interface Lesson extends LessonAbout {
  plan: RecordingPlan;
  /** Three to seven. */
  steps: readonly LessonStep[];
}

/** What `npm run record` trains for a lesson; "Run it live" trains the first seed of the same here. `plan.ts`. */
export interface RecordingPlan {
  runs: Readonly<Record<string, RunPlan>>;
  sweeps: Readonly<Record<string, Sweep>>;
}

export interface RunPlan {
  /** In legends and tables. */
  label: string;
  config: RunConfig;
  /** Seeds besides that of `config`: without them there is one run. */
  seeds?: readonly number[];
  /** Everything that was measured, or what the whole sets gave after each epoch. */
  keep: 'everything' | 'evaluations';
  /** Steps that are recorded as the microscope sees them. */
  views?: readonly number[];
  /** What is measured otherwise than by default. */
  probes?: Partial<ProbeSettings>;
}

export interface LessonStep {
  title: string;
  /** Prose: a few short sentences. */
  Text: ComponentType<{ measured: Measured }>;
  stage: Stage;
  ask?: Prediction;
}

export interface Prediction {
  /** In storage; unique in its lesson. */
  id: string;
  question: string;
  options: readonly { id: string; label: string }[];
  /** The option that the numbers bear out, computed from them by a rule; undefined while they are not there. */
  measured(measured: Measured): string | undefined;
  /** The numbers behind it, in a sentence. */
  because(measured: Measured): string;
}

/** Numbers of the recorded runs, and of those that were trained here. */
export interface Measured {
  /** Of the last reading of a run: mean over seeds and its standard error; NaN while there is none. */
  final(run: string, what: FinalName): { mean: number; error: number; seeds: number };
  /** Value of a quantity (`runs/quantities.ts`) of the first seed at an epoch; NaN where there is none. */
  at(run: string, quantity: string, epoch: number): number;
  /** Over the seeds of a point of a sweep, given by the values of its axes; those that diverged have no value. */
  point(sweep: string, x: number, y: number, what: Measure): { mean: number; error: number; seeds: number };
  /** A run with every seed that there is, the first seed first. */
  runs(run: string): readonly RecordedRun[];
  /** What there is of a sweep. */
  results(sweep: string): SweepResults | undefined;
}
export type FinalName = 'trainLoss' | 'testLoss' | 'trainAccuracy' | 'testAccuracy';

/** What is shown beside the prose, one file in `components/lessons/stages` per kind. Names are those of the plan. */
export type Stage =
  | RunStage
  | { kind: 'against'; runs: readonly string[]; x: string; y: string }
  | { kind: 'map'; sweep: string; measure: Measure }
  /** `lines`: the values of the sweep's second axis that are drawn, or all of them. */
  | { kind: 'curves'; sweep: string; measure: Measure; lines?: readonly number[] }
  | { kind: 'sides'; sides: readonly Side[] }
  | { kind: 'race'; runs: readonly string[]; measure: FinalName }
  /** The schedule of this configuration as code for a training of one's own. */
  | { kind: 'take-home'; config: RunConfig };

/** A run beside another: a recorded step close up, and where its steps up to the end of an epoch landed. */
export interface Side {
  run: string;
  title: string;
  step: number;
  epoch: number;
}

/** The linked figures of one run, others beside it, and parts of the lens. */
export interface RunStage {
  kind: 'run';
  run: string;
  beside?: readonly string[];
  figures: readonly FigureName[];
  /** Shown part of the axis; recorded runs end with it, so that nothing tells how they go on. */
  epochs?: readonly [from: number, to: number];
  /** Step under the cursor and the microscope. */
  step?: number;
  lens?: readonly ('badge' | 'microscope' | 'plane')[];
  /** Accessible name of what is pointed out. */
  highlight?: string;
  /** The person may turn this: what they train live has it. */
  control?: keyof RunConfig;
  /** A run that was trained here can be forked where it drops: one of `beside`, which goes on with these values. */
  fork?: { name: string; changes: Partial<RunConfig> };
}
