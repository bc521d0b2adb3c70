/** The code of all schedules, for exports. */
import type { ScheduleName } from './registry';
import type { ScheduleCode } from './schedule-code';

const found = import.meta.glob<ScheduleCode>('./*.code.ts', { eager: true, import: 'code' });

export const scheduleCodeOf = (name: ScheduleName): ScheduleCode => found[`./${name}.code.ts`];
