/** One claim: its verdict, the rule, what each setting says, figures, and the tables behind them. */
import { useEffect, useRef } from 'react';
import type { EvidenceFile } from '../../evidence/evidence-file';
import { restOf, useHash } from '../page/place';
import { claimTitles, tone } from './claim-words';
import { EvidenceTable } from './EvidenceTable';
import styles from './evidence.module.css';
import { figureAddress } from './load-evidence';

interface Props {
  verdict: EvidenceFile['verdicts'][number];
  evidence: EvidenceFile;
}

export function ClaimEvidence({ verdict: { claim, states, verdict, rule }, evidence }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Fragments are read in small letters: a chat may have changed them.
  const wanted = restOf(useHash())[0] === claim.toLowerCase();
  useEffect(() => {
    if (!wanted) return;
    heading.current?.scrollIntoView();
    heading.current?.focus({ preventScroll: true });
  }, [wanted]);
  const [outcomes, ...behind] = evidence.tables.filter((table) => table.claim === claim);
  const id = `evidence-${claim}`;
  return (
    <section className={styles.claim} aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {claimTitles[claim]}
      </h3>
      <p>{states}</p>
      <p className={styles.verdict} data-tone={tone(verdict)}>
        <strong>{verdict}</strong>
      </p>
      {outcomes && <EvidenceTable table={outcomes} name={`${claim}: ${outcomes.caption}`} />}
      {evidence.figures
        .filter((figure) => figure.claim === claim)
        .map(({ file, alt }) => (
          // A phone scrolls it sideways rather than shrinking its words beyond reading.
          <section key={file} className={styles.figure} tabIndex={0} aria-label={`${claim}: figure ${file}`}>
            <img src={figureAddress(file)} alt={alt} loading="lazy" />
          </section>
        ))}
      <details>
        <summary>
          The rule<span className="visually-hidden"> for {claimTitles[claim]}</span>
        </summary>
        <p>{rule}</p>
      </details>
      {behind.map((table) => (
        <details key={table.caption}>
          <summary>
            {table.caption.split(':')[0]}
            <span className="visually-hidden"> of {claimTitles[claim]}</span>
          </summary>
          <EvidenceTable table={table} name={`${claim}: ${table.caption}`} />
        </details>
      ))}
    </section>
  );
}
