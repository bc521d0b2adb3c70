import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'momentum',
  title: 'Momentum',
  claim:
    'The paper says: with large steps, momentum brings nothing that a matching change of the learning rate does not. Others find that this depends on the batch size.',
  claimName: 'C2',
};
