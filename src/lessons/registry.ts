/** The lessons in the order in which they are meant to be read; what they hold is loaded when one is opened. */
import { about as bounce } from './bounce/about';
import type { Lesson, LessonAbout, RecordingPlan } from './lesson';
import { about as state } from './state/about';

export interface ListedLesson extends LessonAbout {
  load(): Promise<Lesson>;
  /** What is recorded for it, without prose and components: for programs. */
  loadPlan(): Promise<RecordingPlan>;
}

export const lessons: readonly ListedLesson[] = [
  {
    ...bounce,
    load: async () => (await import('./bounce/lesson')).lesson,
    loadPlan: async () => (await import('./bounce/plan')).plan,
  },
  {
    ...state,
    load: async () => (await import('./state/lesson')).lesson,
    loadPlan: async () => (await import('./state/plan')).plan,
  },
];
