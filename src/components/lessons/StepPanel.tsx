/** What is read at a step: title and claim of the lesson, prose, the question, the way on, where the numbers are from. */
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import type { Lesson, Measured } from '../../lessons/lesson';
import { lessons } from '../../lessons/registry';
import type { Provenance as Origin } from '../../runs/lesson-recording';
import { useNarrow } from '../page/use-narrow';
import status from '../status/status.module.css';
import { addressOf } from './LessonList';
import styles from './lessons.module.css';
import { PredictionForm } from './PredictionForm';
import { Provenance } from './Provenance';

interface Props {
  lesson: Lesson;
  /** From 1. */
  number: number;
  /** What was wrong with the address. */
  wrong: string;
  measured: Measured;
  /** Of runs that were trained here. */
  measuredHere: Measured | undefined;
  held: boolean;
  embed: boolean;
  provenance: Origin | undefined;
  fault: string;
  loadAgain(): void;
  /** What the step shows: beside the words, or, on a page of one column, between them and the question. */
  children: ReactNode;
}

export function StepPanel(props: Props) {
  const {
    lesson,
    number,
    wrong,
    measured,
    measuredHere,
    held,
    embed,
    provenance,
    fault,
    loadAgain,
    children,
  } = props;
  const { id, title, claim, steps } = lesson;
  const { title: heading, Text, ask } = steps[number - 1];
  const narrow = useNarrow();
  const head = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of every step anew
  useEffect(() => {
    // A page in a frame must not take the focus, nor scroll the page around it, as soon as it is there.
    if (!embed || !first.current) head.current?.focus();
    // The words and the beginning of what is shown below them share the screen.
    if (narrow && !first.current) head.current?.scrollIntoView();
    first.current = false;
  }, [number]);
  const go = (to: number) => {
    location.hash = addressOf(id, to);
  };
  const following = lessons[lessons.findIndex((each) => each.id === id) + 1];
  const words = (
    <>
      <p className={styles.back}>
        <a href="#lessons">All lessons</a>
      </p>
      <h2>{title}</h2>
      <p className={styles.claim}>{claim}</p>
      <div role="alert">
        {wrong && <p className={styles.wrong}>{wrong}</p>}
        {fault && (
          <p className={styles.wrong}>
            The recorded runs of this lesson are missing: {fault}. The text can be read, and “Run it live”
            trains runs here.{' '}
            <button type="button" onClick={loadAgain}>
              Load again
            </button>
          </p>
        )}
      </div>
      {held && <p className={styles.note}>Your own run rests here; it goes on when you leave the lessons.</p>}
      <nav className={styles.dots} aria-label="Steps of the lesson">
        <span aria-hidden="true">
          Step {number} of {steps.length}
        </span>
        <ol>
          {steps.map((step, i) => (
            <li key={step.title}>
              <a
                href={addressOf(id, i + 1)}
                aria-current={i + 1 === number ? 'step' : undefined}
                aria-label={`Step ${i + 1}: ${step.title}`}
              >
                {i + 1}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <h3 ref={head} tabIndex={-1}>
        {heading}
      </h3>
      <p className="visually-hidden" role="status" aria-label="Step">
        Step {number} of {steps.length}: {heading}
      </p>
      <div className={styles.text}>
        <Text measured={measured} />
      </div>
    </>
  );
  const onward = (
    <>
      {ask && <PredictionForm key={ask.id} lesson={id} {...{ ask, measured, measuredHere }} />}
      <div className={styles.moves}>
        <button type="button" data-key="k" disabled={number === 1} onClick={() => go(number - 1)}>
          Back
        </button>
        {number < steps.length ? (
          <button type="button" className={status.primary} data-key="n" onClick={() => go(number + 1)}>
            Next
          </button>
        ) : (
          <button
            type="button"
            className={status.primary}
            data-key="n"
            onClick={() => {
              location.hash = following ? addressOf(following.id, 1) : '#lessons';
            }}
          >
            {following ? `Next lesson: ${following.title}` : 'To all lessons'}
          </button>
        )}
      </div>
      {provenance && <Provenance {...provenance} />}
    </>
  );
  // Known by their keys: a page that gets wide or narrow puts them in order, and nothing begins anew.
  const read = (
    <section key="words" className={styles.panel} aria-label={`Lesson: ${title}`}>
      {words}
    </section>
  );
  const shown = <Fragment key="shown">{children}</Fragment>;
  const asked = (
    <section key="onward" className={styles.panel} aria-label={ask ? 'Question and way on' : 'Way on'}>
      {onward}
    </section>
  );
  return <div className={styles.lesson}>{narrow ? [read, shown, asked] : [read, asked, shown]}</div>;
}
