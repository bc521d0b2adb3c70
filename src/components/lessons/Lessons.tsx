/** The lessons: the list of them, or the one that the address names. */
import { lessons } from '../../lessons/registry';
import type { Lab } from '../../runs/lab-store';
import { restOf, useHash } from '../page/place';
import type { Surroundings } from '../page/surroundings';
import { LessonList } from './LessonList';
import { LessonPage } from './LessonPage';
import styles from './lessons.module.css';

interface Props {
  lab: Lab;
  around: Surroundings;
  embed: boolean;
}

export default function Lessons({ lab, around, embed }: Props) {
  const [id, step] = restOf(useHash());
  const listed = lessons.find((each) => each.id === id);
  return (
    <main className={styles.page}>
      {listed ? (
        <LessonPage key={listed.id} {...{ listed, lab, around, embed }} asked={step} />
      ) : (
        <LessonList unknown={id} />
      )}
    </main>
  );
}
