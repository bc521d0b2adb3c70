/** The recording of a lesson, ready to be shown: what the stages read. Types only. */
export type { Provenance, RecordedLesson, RecordedRun } from '../runs/lesson-recording';
