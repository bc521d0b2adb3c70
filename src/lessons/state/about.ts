import type { LessonAbout } from '../lesson';

export const about: LessonAbout = {
  id: 'state',
  title: 'The regime is in the state',
  claim:
    'Our own observation, not the paper’s: which regime a run is in depends on where its weights are, not only on the learning rate.',
  claimName: 'state',
};
