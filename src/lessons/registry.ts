/** The lessons in the order in which they are meant to be read; what they hold is loaded when one is opened. */
import { about as bounce } from './bounce/about';
import type { Lesson, LessonAbout, RecordingPlan } from './lesson';
import { about as momentum } from './momentum/about';
import { about as schedule } from './schedule/about';
import { about as state } from './state/about';
import { about as whyLarge } from './why-large/about';

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
    ...momentum,
    load: async () => (await import('./momentum/lesson')).lesson,
    loadPlan: async () => (await import('./momentum/plan')).plan,
  },
  {
    ...whyLarge,
    load: async () => (await import('./why-large/lesson')).lesson,
    loadPlan: async () => (await import('./why-large/plan')).plan,
  },
  {
    ...schedule,
    load: async () => (await import('./schedule/lesson')).lesson,
    loadPlan: async () => (await import('./schedule/plan')).plan,
  },
  {
    ...state,
    load: async () => (await import('./state/lesson')).lesson,
    loadPlan: async () => (await import('./state/plan')).plan,
  },
];
