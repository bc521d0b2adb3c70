/** All schedules by name. A new one is one file and one line here. */
import type { ScheduleName } from '../fields';
import { constant } from './constant';
import { cosine } from './cosine';
import { linear } from './linear';
import { oneCycle } from './one-cycle';
import type { Schedule } from './schedule';
import { step } from './step';
import { twoPhase } from './two-phase';

export const schedules: Record<ScheduleName, Schedule> = {
  'two-phase': twoPhase,
  constant,
  step,
  cosine,
  linear,
  'one-cycle': oneCycle,
};
