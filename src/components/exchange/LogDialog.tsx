/** Asks what the columns of a log are, or says what a log must look like where nothing is found in one. */
import { useCallback, useId, useRef, useState } from 'react';
import type { Choice } from '../../runs/import/roles';
import type { Lab } from '../../runs/lab-store';
import { openAtOnce } from '../page/open-at-once';
import { Columns } from './Columns';
import { LogForms } from './LogForms';
import styles from './log-columns.module.css';
import { addLog, type LogQuestion, type Openers } from './open-files';
import { readFile } from './read-file';
import { recalled, remember } from './remembered-columns';

interface Props extends Openers {
  lab: Lab;
  question: LogQuestion;
  /** Runs were opened. */
  onRuns(): void;
  onClose(): void;
}

export default function LogDialog({ lab, question, onData, onQuestion, onRuns, onClose }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { file, shape, before } = question;
  const [fault, setFault] = useState(question.message);
  const [reading, setReading] = useState(false);
  const [choice, setChoice] = useState<Choice>(() =>
    Object.fromEntries((shape?.columns ?? []).map(({ name, role }) => [name, role])),
  );
  const show = useCallback((element: HTMLDialogElement | null) => {
    dialog.current = element;
    return openAtOnce(element);
  }, []);
  const close = () => dialog.current?.close();

  /** Reads the file anew, with the choice or by itself, and puts its runs in the place of those before. */
  const read = async (said: Choice | undefined) => {
    if (!shape) return;
    setReading(true);
    setFault(undefined);
    if (!said) remember(shape.key, undefined);
    const opened = await readFile(file, said);
    setReading(false);
    if (!dialog.current?.open) return;
    if (opened.kind !== 'log') {
      setFault(opened.kind === 'refused' ? opened.message : 'The file is no log any more.');
      return;
    }
    if (said) remember(shape.key, said);
    const { remove, runs } = lab.getState();
    const there = before.filter((each) => runs.some((run) => run.id === each));
    if (there.length > 0) remove(there);
    addLog(lab, file, opened, { onQuestion });
    close();
    onRuns();
  };

  return (
    <dialog ref={show} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{shape ? 'Columns of a log' : 'No log was found'}</h2>
      <p className={styles.file}>{file.name}</p>
      <p role="alert" className={styles.fault}>
        {fault}
      </p>
      {shape && <Columns shape={shape} choice={choice} onChoice={setChoice} />}
      {shape ? (
        <details>
          <summary>What a log looks like</summary>
          <LogForms />
        </details>
      ) : (
        <LogForms />
      )}
      <p role="status" className={styles.note}>
        {reading && 'Reading…'}
      </p>
      <div className={styles.buttons}>
        {shape && (
          <button type="button" className={styles.use} disabled={reading} onClick={() => read(choice)}>
            Read with these columns
          </button>
        )}
        {shape && Object.hasOwn(recalled(), shape.key) && (
          <button type="button" disabled={reading} onClick={() => read(undefined)}>
            Forget my choice
          </button>
        )}
        {before.length === 0 && (
          <button
            type="button"
            onClick={() => {
              close();
              onData([file]);
            }}
          >
            It is data to train on
          </button>
        )}
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
      {shape && <p className={styles.note}>Your choice is remembered for files with the same columns.</p>}
    </dialog>
  );
}
