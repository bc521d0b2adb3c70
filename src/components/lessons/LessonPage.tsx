/** One lesson: loads it and its recording, and shows the step that the address names beside its stage. */
import { useEffect, useMemo, useState } from 'react';
import type { ListedLesson } from '../../lessons/registry';
import type { Lab } from '../../runs/lab-store';
import { LostWords } from '../page/LostWords';
import type { Surroundings } from '../page/surroundings';
import { LessonSteps } from './LessonSteps';
import { liveOf } from './lesson-live';
import styles from './lessons.module.css';
import { loadRecording } from './load-recording';
import { useLoaded } from './use-loaded';

interface Props {
  listed: ListedLesson;
  /** Of the person: it rests while the lesson is open. */
  lab: Lab;
  around: Surroundings;
  /** What the address says after the lesson. */
  asked: string | undefined;
  embed: boolean;
}

export function LessonPage({ listed, lab, around, asked, embed }: Props) {
  const live = liveOf(around);
  const loadFile = useMemo(() => () => loadRecording(listed, around.baseUrl), [listed, around.baseUrl]);
  const [lesson, loadLesson] = useLoaded(listed.load);
  const [recording, loadAgain] = useLoaded(loadFile);
  // The person's own runs rest while a lesson is open, and go on when it is left.
  const [held, setHeld] = useState(false);
  useEffect(() => {
    setHeld(lab.getState().runs.some(({ state }) => state === 'training' || state === 'loading'));
    return lab.getState().hold();
  }, [lab]);
  // What is trained here stops, and what it has come to is there when one comes back.
  useEffect(() => live.leave, [live]);
  if (lesson.state === 'loading' || recording.state === 'loading')
    return (
      <p className={styles.loading} role="status">
        Loading the lesson “{listed.title}” …
      </p>
    );
  if (lesson.state === 'failed')
    return (
      <section className={styles.list} aria-label={listed.title}>
        <h2>{listed.title}</h2>
        <LostWords error={lesson.error} onRetry={loadLesson} />
      </section>
    );
  const recorded = recording.state === 'there' ? recording.value : undefined;
  const fault = recording.state === 'failed' ? recording.error.message : '';
  return (
    <LessonSteps
      {...{ live, around, asked, recorded, fault, loadAgain, held, embed }}
      lesson={lesson.value}
    />
  );
}
