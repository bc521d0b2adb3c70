/** What a stage of a lesson gets to show, and what its kind says about itself. */
import type { Lesson, Stage } from '../../../lessons/lesson';
import type { LiveRun, LiveWish } from '../../../lessons/live';
import type { RecordedLesson } from '../../../lessons/recorded';
import type { Lab } from '../../../runs/lab-store';
import type { ViewStore } from '../../../runs/view';
import type { RunConfig } from '../../../training/config';
import type { LazyPart } from '../../page/lazy-part';

export type StageKind = Stage['kind'];
export type StageOf<K extends StageKind> = Extract<Stage, { kind: K }>;

export type { LiveRun, LiveWish };

export interface StageProps<K extends StageKind> {
  stage: StageOf<K>;
  lesson: Lesson;
  recorded: RecordedLesson;
  /** The newest of each name, oldest first. */
  live: readonly LiveRun[];
  /** Grows while live runs have new numbers. */
  version: number;
  /** The lesson's own store and view: nothing of them is in the person's runs. */
  lab: Lab;
  view: ViewStore;
  /** Trains these one after the other; what the address of the page asks for (fewer epochs) applies. */
  train(wishes: readonly LiveWish[]): void;
  /** One of them trains, or is about to. */
  busy: boolean;
  /** Trains this as a fork of a run that was trained here: the same past up to a step of it. */
  forkFrom(parent: LiveRun, step: number, wish: LiveWish): void;
  /** A value that the person has set for "Run it live", by field; and how to set it. */
  turned: Partial<RunConfig>;
  turn(changes: Partial<RunConfig>): void;
}

export interface StageSpec<K extends StageKind> {
  Stage: LazyPart<StageProps<K>>;
  /** Names of the plan whose first seed "Run it live" trains; none: the stage has buttons of its own, or nothing to train. */
  trains(stage: StageOf<K>): readonly string[];
}
