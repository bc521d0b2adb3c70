import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'bounce',
  title: 'The bounce',
  claim:
    'The paper says: with large steps the loss does not fall steadily and stays high; with small ones it falls fast and smoothly.',
  claimName: 'C1',
};
