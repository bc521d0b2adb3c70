/** One sentence on what the last steps did, under the name of the regime they were in. */
import { median } from 'd3';
import { numberText } from '../../format';
import { divergedAt, divergenceAdvice } from '../../runs/divergence';
import type { RunData } from '../../runs/run-data';
import { describeStretch, nameOf, regimeNames } from '../../training/regime/describe';
import type { Thresholds } from '../../training/regime/types';
import { Term } from '../terms/Term';
import styles from './panel.module.css';

interface Props {
  data: RunData | undefined;
  /** Changes when the run has new numbers. */
  version: number;
  thresholds: Thresholds;
  /** Step that is looked at; undefined: the newest. */
  at: number | undefined;
}

/** Measured steps whose reading along the gradient is summed up. */
const measured = 32;

export function Badge({ data, thresholds, at: picked }: Props) {
  const at = picked ?? Number.POSITIVE_INFINITY;
  const title =
    picked === undefined
      ? 'What the last steps did'
      : `What the steps before ${picked.toLocaleString('en')} did`;
  const segment = data?.regime.segments.findLast(({ from }, i) => from < at || i === 0);
  const bad = data && divergedAt(data);
  const advice = data && bad !== undefined && at >= bad && <p>{divergenceAdvice(data)}</p>;
  if (!data || !segment) {
    return (
      <div className={styles.badge}>
        <h2>{title}</h2>
        {bad === undefined ? (
          <p>Nothing has been measured yet. Press Train.</p>
        ) : (
          <>
            <p className={styles.regime}>{regimeNames.diverged}</p>
            <p>At step {bad.toLocaleString('en')} the loss or the step grew beyond all bounds.</p>
          </>
        )}
        {advice}
      </div>
    );
  }
  return (
    <div className={`${styles.badge} ${styles[segment.regime] ?? ''}`}>
      <h2>{title}</h2>
      <p className={styles.regime}>{nameOf(segment)}</p>
      <p>{unbroken(describeStretch(segment, data.regime.windows.upTo(at), thresholds))}</p>
      {advice}
      <MomentumReading data={data} at={at} />
    </div>
  );
}

/** A number and its unit stay on one line. */
const unbroken = (text: string) => text.replaceAll(' %', '\u00a0%');

function MomentumReading({ data, at }: { data: RunData; at: number }) {
  const taken = data.steps.countUpTo('step', at);
  const momentum = data.steps.get('momentum')[taken - 1] ?? 0;
  if (momentum === 0) return null;
  const end = data.regime.kappas.countUpTo('step', at);
  const values = data.regime.kappas
    .get('momentumKappa')
    .slice(Math.max(0, end - measured), end)
    .filter(Number.isFinite);
  if (values.length === 0) return null;
  return (
    <>
      <p>
        A step with momentum {numberText(momentum)} sums many gradients. Along each batch’s own gradient, at
        the rate η/(1−μ) that momentum adds up to, the median step number is{' '}
        {numberText(median(values) as number)}.
      </p>
      <Term
        name="Reading with momentum"
        meaning="The step number that a plain step along the gradient would have at learning rate η/(1−μ). 1 and 2 mean the same as for κ; U in the literature is half of it."
        formula="momentum"
      />
    </>
  );
}
