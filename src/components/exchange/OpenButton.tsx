/** Opens files: by button, or dropped anywhere on the page. */
import { useEffect, useRef, useState } from 'react';
import { load } from '../../arrival/load';
import type { Lab } from '../../runs/lab-store';
import { lazyPart } from '../page/lazy-part';
import { droppedFiles } from './dropped-files';
import styles from './exchange.module.css';
import type { LogQuestion } from './open-files';

const LogDialog = lazyPart('the dialog for logs', () => import('./LogDialog'), {
  as: 'dialog',
});

interface Props {
  lab: Lab;
  /** Files with examples to train on. */
  onData(files: File[]): void;
  /** Runs were opened, or something is said of files. */
  onRuns(): void;
}

export function OpenButton({ lab, onData, onRuns }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState(false);
  /** Logs whose columns a person is asked about, one after the other. */
  const [questions, setQuestions] = useState<readonly (LogQuestion & { number: number })[]>([]);
  const asked = useRef(0);
  const latest = useRef(onData);
  latest.current = onData;
  const openers = useRef({
    onData: (data: File[]) => latest.current(data),
    onQuestion: (question: LogQuestion) => {
      const number = ++asked.current;
      setQuestions((all) => [...all, { ...question, number }]);
    },
  });
  const open = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setReading(true);
    const { current, notices } = lab.getState();
    try {
      const { openFiles } = await load('the opening of files', () => import('./open-files'), true);
      await openFiles(lab, files, openers.current);
      const after = lab.getState();
      if (after.current !== current || after.notices !== notices) onRuns();
    } catch (error) {
      // Where it is said is on the page with runs.
      onRuns();
      const action = { label: 'Try again', perform: () => void open(files) };
      lab.getState().notify({ tone: 'error', text: (error as Error).message, action });
    } finally {
      setReading(false);
    }
  };
  const drop = useRef(open);
  drop.current = open;

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) droppedFiles(event.dataTransfer).then((files) => drop.current(files));
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, []);

  return (
    <>
      <button
        type="button"
        data-key="o"
        disabled={reading}
        title="A run file, a training log (CSV, JSON lines), or your own data"
        onClick={() => input.current?.click()}
      >
        {reading ? 'Reading…' : 'Open'}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to open"
        onChange={(event) => {
          open([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {questions.length > 0 && (
        <LogDialog
          key={questions[0].number}
          {...openers.current}
          lab={lab}
          question={questions[0]}
          onRuns={onRuns}
          onClose={() => setQuestions((all) => all.slice(1))}
        />
      )}
      {over && (
        <div className={styles.drop} role="presentation">
          <p>Drop run files, training logs or data here</p>
        </div>
      )}
    </>
  );
}
