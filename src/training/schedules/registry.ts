/** All schedules. A new one is one file and one line here. */
import { registry } from '../part';
import { constant } from './constant';
import { cosine } from './cosine';
import { linear } from './linear';
import { oneCycle } from './one-cycle';
import { step } from './step';
import { twoPhase } from './two-phase';

export const schedules = registry(twoPhase, constant, step, cosine, linear, oneCycle);
export type ScheduleName = (typeof schedules.names)[number];
