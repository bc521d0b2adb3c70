/** How far somebody has come in the lessons, and what they predicted: as a value and as the text that is kept. Pure. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const name = v.pipe(v.string(), v.maxLength(60));

const lesson = v.object({
  /** Step that was shown last and the farthest one, from 1, and how many there were. */
  step: count,
  farthest: count,
  steps: count,
  /** Option that was chosen, by prediction. */
  answers: v.record(name, name),
});
const schema = v.object({ version: v.literal(1), lessons: v.record(name, lesson) });

export type LessonProgress = v.InferOutput<typeof lesson>;
export type Progress = v.InferOutput<typeof schema>;

export const noProgress: Progress = { version: 1, lessons: {} };

/** What a kept text says; nothing where it is missing, broken, or of another version. */
export function readProgress(text: string | null): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return noProgress;
  }
  const result = v.safeParse(schema, value);
  return result.success ? result.output : noProgress;
}

/** Somebody has come to a step of a lesson. */
export function reached(progress: Progress, id: string, step: number, steps: number): Progress {
  const before = progress.lessons[id];
  const farthest = Math.min(steps, Math.max(step, before?.farthest ?? 1));
  return withLesson(progress, id, { step, farthest, steps, answers: before?.answers ?? {} });
}

/** A prediction was made, or with `undefined` taken back. */
export function answered(
  progress: Progress,
  id: string,
  question: string,
  option: string | undefined,
): Progress {
  const before = progress.lessons[id] ?? { step: 1, farthest: 1, steps: 1, answers: {} };
  const { [question]: _, ...others } = before.answers;
  const answers = option === undefined ? others : { ...others, [question]: option };
  return withLesson(progress, id, { ...before, answers });
}

const withLesson = (progress: Progress, id: string, lesson: LessonProgress): Progress => ({
  ...progress,
  lessons: { ...progress.lessons, [id]: lesson },
});

/** In a list of lessons: "not begun", "step 2 of 6", "read to the end". */
export function progressText(lesson: LessonProgress | undefined): string {
  if (!lesson) return 'not begun';
  return lesson.farthest >= lesson.steps
    ? 'read to the end'
    : `read to step ${lesson.farthest} of ${lesson.steps}`;
}
