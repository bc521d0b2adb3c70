/** Data of one's own: chosen or dropped, looked at, and only then used. Nothing leaves the browser. */
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import type { OwnData } from '../../training/data/dataset';
import type { ReadResult } from '../../training/data/own/read-own-data';
import { droppedFiles } from '../exchange/dropped-files';
import { openAtOnce } from '../page/open-at-once';
import styles from './own-data.module.css';
import { Preview } from './Preview';
import { readInWorker } from './read-in-worker';

interface Props {
  /** Files that were given already. */
  files: readonly File[];
  onUse(data: OwnData): void;
  onClose(): void;
}

export default function OwnDataDialog({ files: given, onUse, onClose }: Props) {
  const id = useId();
  const [files, setFiles] = useState(given);
  const [label, setLabel] = useState<number>();
  const [result, setResult] = useState<ReadResult>();
  const chooser = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const reading = files.length > 0 && !result;

  useEffect(() => {
    if (files.length === 0) return;
    const abort = new AbortController();
    setResult(undefined);
    readInWorker(files, label, abort.signal).then((read) => {
      if (!abort.signal.aborted) setResult(read);
    });
    return () => abort.abort();
  }, [files, label]);

  const choose = (chosen: Iterable<File> | null) => {
    const all = [...(chosen ?? [])];
    if (all.length === 0) return;
    setLabel(undefined);
    setFiles(all);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    droppedFiles(event.dataTransfer).then(choose);
  };
  return (
    <dialog
      ref={openAtOnce}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={onClose}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <h2 id={id}>Your own data</h2>
      <p>
        A table with a column of labels (CSV, tabs or blanks); IDX files (images and labels, as MNIST comes);
        binary batches of CIFAR-10 or CIFAR-100; a folder or zip of PNGs, one folder for each class.
        Everything stays in this browser.
      </p>
      <div className={styles.buttons}>
        <button type="button" onClick={() => chooser.current?.click()}>
          Choose files
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
        <span>or drop them here</span>
      </div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Data files"
        onChange={(event) => choose(event.currentTarget.files)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label="Data folder"
        // @ts-expect-error every browser knows it, React's types do not
        webkitdirectory=""
        onChange={(event) => choose(event.currentTarget.files)}
      />
      <div role="status">{reading && 'Reading…'}</div>
      {result && !result.ok && (
        <p role="alert" className={styles.fault}>
          {result.message}
        </p>
      )}
      {result?.choices && (
        <label className={styles.column}>
          Labels are in{' '}
          <select
            value={result.choices.label}
            onChange={(event) => setLabel(Number(event.currentTarget.value))}
          >
            {result.choices.columns.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {result?.ok && <Preview data={result.data} />}
      <div className={styles.buttons}>
        <button
          type="button"
          className={styles.use}
          disabled={!result?.ok}
          onClick={() => {
            if (result?.ok) onUse(result.data);
            onClose();
          }}
        >
          Use this data
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
