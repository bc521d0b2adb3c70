import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'why-large',
  title: 'Why bother with large steps',
  claim:
    'The paper says: large steps are poor at lowering the loss, and yet they are what makes a network do well on examples it has not seen.',
  claimName: 'C3',
};
