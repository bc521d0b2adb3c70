import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'schedule',
  title: 'A simpler schedule',
  claim:
    'The paper says: treating the two regimes apart makes schedules simpler. Is a learning rate that is large and then small as good as schedules with more parts?',
  claimName: 'C4',
};
