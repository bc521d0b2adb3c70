/** The lessons in the order in which they are meant to be read; what they hold is loaded when one is opened. */
import { load } from '../arrival/load';
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
    load: async () => (await load('this lesson', () => import('./bounce/lesson'), true)).lesson,
    loadPlan: async () => (await load('the plan of this lesson', () => import('./bounce/plan'))).plan,
  },
  {
    ...momentum,
    load: async () => (await load('this lesson', () => import('./momentum/lesson'), true)).lesson,
    loadPlan: async () => (await load('the plan of this lesson', () => import('./momentum/plan'))).plan,
  },
  {
    ...whyLarge,
    load: async () => (await load('this lesson', () => import('./why-large/lesson'), true)).lesson,
    loadPlan: async () => (await load('the plan of this lesson', () => import('./why-large/plan'))).plan,
  },
  {
    ...schedule,
    load: async () => (await load('this lesson', () => import('./schedule/lesson'), true)).lesson,
    loadPlan: async () => (await load('the plan of this lesson', () => import('./schedule/plan'))).plan,
  },
  {
    ...state,
    load: async () => (await load('this lesson', () => import('./state/lesson'), true)).lesson,
    loadPlan: async () => (await load('the plan of this lesson', () => import('./state/plan'))).plan,
  },
];
