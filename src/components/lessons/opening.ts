/** How a lesson is opened: which step a link names, and what is shown without a recording. Pure. */
import type { RecordedLesson } from '../../runs/lesson-recording';

/** The step that an address names, from 1, or the first one and what was wrong. */
export function stepNumber(asked: string | undefined, steps: number): { number: number; wrong: string } {
  if (asked === undefined) return { number: 1, wrong: '' };
  const number = /^[1-9]\d{0,2}$/.test(asked) ? Number(asked) : Number.NaN;
  if (number <= steps) return { number, wrong: '' };
  return {
    number: 1,
    wrong: `There is no step “${asked.slice(0, 40)}” in this lesson, which has ${steps}. Here is the first.`,
  };
}

export const noRecording: RecordedLesson = {
  lesson: '',
  provenance: { command: '', app: '', engine: '', backend: '', date: '' },
  runs: new Map(),
  views: new Map(),
  sweeps: new Map(),
};
