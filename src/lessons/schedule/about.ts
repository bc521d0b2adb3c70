import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'schedule',
  title: 'A simpler schedule',
  claim:
    'A learning rate that is large and then small, each phase trained its own way, does as well as schedules with more parts.',
  claimName: 'C4',
};
