import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'momentum',
  title: 'Momentum',
  claim:
    'With large steps, momentum brings nothing that a matching change of the learning rate does not; it depends on the batch size.',
  claimName: 'C2',
};
