/** Takes runs and figures home: files for this page, for spreadsheets, for papers, and for one's own training. */
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { names } from '../../runs/names';
import type { RunEntry } from '../../runs/run-entry';
import type { ViewStore } from '../../runs/view';
import type { ExportName } from '../figure-file/figure-file';
import { openAtOnce } from '../page/open-at-once';
import styles from './exchange.module.css';
import type { RunFormat } from './export-protocol';
import * as exports from './exports';
import { offersGzip, sizesText, tooMuchFor } from './file-size';

/** What it gives, if anything, are files that could not be made, with the reason. */
type Work = () => unknown;

interface Props {
  lab: Lab;
  view: ViewStore;
  onClose(): void;
}

/** A file that is being written. */
interface Writing {
  what: string;
  share: number;
}

export default function ExportDialog({ lab, view, onClose }: Props) {
  const id = useId();
  const current = useStore(lab, (state) => state.current);
  const runs = useStore(lab, (state) => state.runs);
  const [figure, setFigure] = useState<ExportName>('Loss');
  const [said, setSaid] = useState('');
  const [gzip, setGzip] = useState(false);
  const [writing, setWriting] = useState<Writing>();
  const cancel = useRef<AbortController>(undefined);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const run = runs.find((each) => each.id === current);
  const label = run ? (names(runs).get(run.id) ?? '') : '';
  const own = run?.data.origin === 'run';
  const all = runs.filter(({ data }) => data.origin === 'run');
  const packable = offersGzip(all, run);
  const tooMuch = tooMuchFor(all);
  const act = async (what: string, work: Work) => {
    setSaid('');
    try {
      const left = await work();
      const without = Array.isArray(left) && left.length > 0 ? ` Left out: ${left.join(' ')}` : '';
      setSaid(`${what} is in your downloads.${without}`);
    } catch (error) {
      const stopped = error === cancel.current?.signal.reason;
      const text = stopped
        ? `${what} is cancelled.`
        : `${what} could not be made: ${(error as Error).message}`;
      setSaid(text);
      // Whoever has closed the dialog waits for a download.
      if (!shown.current) lab.getState().notify({ tone: 'error', text });
    }
  };
  const button = (name: string, enabled: boolean, work: Work) => (
    <button type="button" disabled={!enabled} onClick={() => act(name, work)}>
      {name}
    </button>
  );
  const runButton = (what: string, format: RunFormat, enabled: boolean, chosen: readonly RunEntry[]) =>
    button(what, enabled && !writing, () => {
      cancel.current = new AbortController();
      const onProgress = (share: number) => setWriting({ what, share });
      onProgress(0);
      const { signal } = cancel.current;
      const wanted = { format, gzip: gzip && packable, label, onProgress, signal };
      return exports.runFile(chosen, wanted).finally(() => setWriting(undefined));
    });
  const { config } = lab.getState();
  return (
    <dialog ref={openAtOnce} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>Export</h2>
      <h3>{run ? `This run: ${label}` : 'This run: none is shown'}</h3>
      <div className={styles.choices}>
        {runButton('Run as JSON', 'json', own, run ? [run] : [])}
        {runButton('Run as CSV', 'csv', run !== undefined, run ? [run] : [])}
        {runButton('All runs as JSON', 'all', all.length > 0 && tooMuch === '', all)}
        {packable && (
          <label>
            <input type="checkbox" checked={gzip} onChange={(event) => setGzip(event.target.checked)} />{' '}
            Compress (gzip)
          </label>
        )}
      </div>
      {writing && (
        <div className={styles.choices}>
          <progress value={writing.share} aria-label={`Writing: ${writing.what}`} />
          <button type="button" onClick={() => cancel.current?.abort(new Error('cancelled'))}>
            Cancel
          </button>
        </div>
      )}
      <p className={styles.note}>
        JSON opens here again, bit for bit; CSV has a row per step and opens here as a log.
        {run && sizesText(run)} {tooMuch}
      </p>
      <h3>A figure, as it is shown</h3>
      <div className={styles.choices}>
        <label>
          Figure{' '}
          <select value={figure} onChange={(event) => setFigure(event.currentTarget.value as ExportName)}>
            {exports.exportNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {button('Figure as SVG', run !== undefined, () => exports.figureFile(lab, view, figure, 'svg'))}
        {button('Figure as PNG', run !== undefined, () => exports.figureFile(lab, view, figure, 'png'))}
        {button('All figures as ZIP', run !== undefined, () => exports.allFigures(lab, view))}
      </div>
      <h3>The same in your own code</h3>
      <div className={styles.choices}>
        {button('PyTorch script', true, () => exports.pytorch(config, run))}
        {button('Keras schedule', true, () => exports.keras(config, run))}
        {button('optax schedule', true, () => exports.optax(config, run))}
      </div>
      <p className={styles.note}>
        The script holds the data recipe, the network, the schedule and the step number κ.
      </p>
      <p role="status" className={styles.note}>
        {said}
      </p>
      <form method="dialog" className={styles.close}>
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
