/** A question before the answer: what one expects is kept; then what was measured is shown, never before. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Measured, Prediction } from '../../lessons/lesson';
import styles from './lessons.module.css';
import { keepAnswer, useProgress } from './use-progress';

interface Props {
  lesson: string;
  ask: Prediction;
  measured: Measured;
  measuredHere: Measured | undefined;
}

export function PredictionForm({ lesson, ask, measured, measuredHere }: Props) {
  const { lessons } = useProgress();
  const kept = lessons[lesson]?.answers[ask.id];
  // A question may have other options than when it was answered.
  const given = ask.options.find(({ id }) => id === kept);
  const [chosen, setChosen] = useState<string>();
  const outcome = useRef<HTMLDivElement>(null);
  /** Answered just now: what was measured takes the focus, which the button had. */
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked || given === undefined) return;
    outcome.current?.focus({ preventScroll: true });
    outcome.current?.scrollIntoView({ block: 'nearest' });
    setAsked(false);
  }, [asked, given]);
  const answer = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) return;
    keepAnswer(lesson, ask.id, chosen);
    setAsked(true);
  };
  const answered = given && ask.measured(measured);
  return (
    <form className={styles.prediction} aria-label="Prediction" onSubmit={answer}>
      <fieldset disabled={given !== undefined}>
        <legend>{ask.question}</legend>
        {ask.options.map(({ id, label }) => (
          <label key={id}>
            <input
              type="radio"
              name={ask.id}
              value={id}
              checked={(given?.id ?? chosen) === id}
              onChange={() => setChosen(id)}
            />
            <span>
              {label}
              {id === answered && <em className={styles.note}> (so it was measured)</em>}
            </span>
          </label>
        ))}
      </fieldset>
      <div ref={outcome} role="status" aria-label="What was measured" tabIndex={-1}>
        {given && (
          <>
            <Outcome ask={ask} given={given.id} measured={measured} where="recorded" />
            {measuredHere && <Outcome ask={ask} given={given.id} measured={measuredHere} where="here" />}
          </>
        )}
      </div>
      {given ? (
        <button
          type="button"
          onClick={() => {
            setChosen(undefined);
            keepAnswer(lesson, ask.id, undefined);
          }}
        >
          Ask me again
        </button>
      ) : (
        <p>
          <button type="submit" disabled={chosen === undefined}>
            Predict
          </button>{' '}
          <span className={styles.note}>Then you see what was measured. You may also just go on.</span>
        </p>
      )}
    </form>
  );
}

const beginnings = { recorded: 'Recorded', here: 'Trained here' };

function Outcome({
  ask,
  given,
  measured,
  where,
}: Pick<Props, 'ask' | 'measured'> & { given: string; where: keyof typeof beginnings }) {
  const outcome = ask.measured(measured);
  const option = ask.options.find(({ id }) => id === outcome);
  if (!option) {
    // Runs that were trained here need not be those that the question is about.
    if (where === 'here') return null;
    return <p>The recorded numbers do not answer this question.</p>;
  }
  const right = outcome === given;
  return (
    <p className={styles.outcome} data-right={right || undefined}>
      <strong>
        {beginnings[where]}: {right ? 'as you predicted.' : `not as you predicted, but “${option.label}”.`}
      </strong>{' '}
      {ask.because(measured)}
    </p>
  );
}
