/** The lessons with what they claim, and how far each has been read. */
import { type LessonProgress, progressText } from '../../lessons/progress';
import { lessons } from '../../lessons/registry';
import styles from './lessons.module.css';
import { useProgress } from './use-progress';

/** `unknown`: what a link named that is no lesson. */
export function LessonList({ unknown }: { unknown: string | undefined }) {
  const { lessons: read } = useProgress();
  return (
    <section className={styles.list} aria-labelledby="lessons-title">
      <h2 id="lessons-title">Lessons</h2>
      <div role="alert">
        {unknown !== undefined && (
          <p className={styles.wrong}>
            There is no lesson “{unknown.slice(0, 40)}”. Here are the lessons there are.
          </p>
        )}
      </div>
      <p>
        Four claims from the abstract and the introduction of the paper and one observation of ours, tested
        here on small networks. Each lesson opens on runs that were recorded beforehand, asks you to predict,
        and can be run live.
      </p>
      <ol className={styles.lessons} aria-label="Lessons">
        {lessons.map(({ id, title, claim }) => (
          <li key={id}>
            <h3>
              <a href={addressOf(id, nextStep(read[id]))}>{title}</a>
            </h3>
            <p>{claim}</p>
            <p className={styles.note}>{sentence(progressText(read[id]))}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export const addressOf = (id: string, step: number) => `#lessons/${id}/${step}`;

/** Where one goes on: the step that was shown last, or the first of a lesson that was read to its end. */
function nextStep(read: LessonProgress | undefined): number {
  return !read || read.farthest >= read.steps ? 1 : read.step;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
