/**
 * The sweep of the page: its plan, what it has found, and how far it is. A vanilla zustand store; results live in
 * `SweepResults`, whose `version` the state follows.
 */
import { createStore } from 'zustand/vanilla';
import { SweepCourse } from './sweep-course';
import { defaultPlan } from './sweep-plan';
import { SweepResults } from './sweep-results';
import { nothing, type SweepStore, type SweepStoreOptions } from './sweep-state';

export function createSweeps(options: SweepStoreOptions): SweepStore {
  const store: SweepStore = createStore(() => ({
    ...nothing,
    plan: defaultPlan,
    issue: undefined,
    results: new SweepResults(),
    edit: (change) => store.setState(({ plan }) => ({ plan: { ...plan, ...change }, issue: undefined })),
    start: (base, own) => course.start(base, own),
    pause: () => course.pause(),
    resume: (own) => course.resume(own),
    cancel: () => course.cancel(),
  }));
  const course = new SweepCourse(store, options);
  course.bringBack();
  return store;
}
