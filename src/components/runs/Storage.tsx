/** What the kept runs take, and the one button that deletes them all, once it has asked. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { lazyPart } from '../page/lazy-part';
import styles from './runs.module.css';

const DeleteAllDialog = lazyPart('the question before deleting', () => import('./DeleteAllDialog'), {
  as: 'dialog',
});

type Facts = Awaited<ReturnType<ReturnType<Lab['getState']>['storage']>>;

const refreshMs = 5000;
const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: bytes < 1e8 ? 1 : 0 })}\u00a0MB`;

export function Storage({ lab }: { lab: Lab }) {
  const runs = useStore(lab, (state) => state.runs.length);
  const [asking, setAsking] = useState(false);
  const [facts, setFacts] = useState<Facts>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: more runs take more room
  useEffect(() => {
    let gone = false;
    const refresh = () =>
      lab
        .getState()
        .storage()
        .then((next) => gone || setFacts(next));
    refresh();
    const timer = setInterval(refresh, refreshMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [lab, runs]);
  if (!facts || (runs === 0 && facts.bytes === 0)) return null;
  const remove = async (id: string) => {
    await lab.getState().removeDataset(id);
    setFacts(await lab.getState().storage());
  };
  return (
    <div className={styles.storage}>
      {facts.reason ? (
        `Runs are not kept when the page closes: ${facts.reason}`
      ) : (
        <>
          Kept in this browser: {megabytes(facts.bytes)}
          {facts.quota ? ` of ${megabytes(facts.quota)}` : ''}.
        </>
      )}{' '}
      <button type="button" onClick={() => setAsking(true)}>
        Delete all runs and data
      </button>
      {asking && <DeleteAllDialog lab={lab} datasets={facts.datasets} onClose={() => setAsking(false)} />}
      {facts.datasets.length > 0 && (
        <ul aria-label="Kept data sets">
          {facts.datasets.map(({ id, name, bytes }) => (
            <li key={id}>
              Data set “{name}”, {megabytes(bytes)}{' '}
              <button type="button" aria-label={`Delete the data set ${name}`} onClick={() => remove(id)}>
                Delete
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
