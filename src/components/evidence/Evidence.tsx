/** The evidence: what was found for each claim, by which rule, from which numbers; as `npm run reproduce` wrote it. */
import { useEffect, useState } from 'react';
import type { EvidenceFile } from '../../evidence/evidence-file';
import { provenanceLines } from '../../evidence/provenance';
import { summaryRule } from '../../evidence/verdicts';
import { ClaimEvidence } from './ClaimEvidence';
import { claimTitles, tone } from './claim-words';
import styles from './evidence.module.css';
import { loadEvidence } from './load-evidence';

type Loaded = EvidenceFile | Error | undefined;

export default function Evidence() {
  const [loaded, setLoaded] = useState<Loaded>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt fetches again
  useEffect(() => {
    let wanted = true;
    setLoaded(undefined);
    loadEvidence()
      .catch((error: Error) => error)
      .then((result) => wanted && setLoaded(result));
    return () => {
      wanted = false;
    };
  }, [attempt]);
  return (
    <main className={styles.evidence}>
      <h2>Evidence</h2>
      <p>
        Four claims of the paper’s abstract and introduction, and one observation of ours, tested on small
        networks. Each verdict is computed from the numbers of the runs by a rule that stands beside it, and a
        claim that fails here is reported as failing.
      </p>
      {loaded === undefined && <p role="status">Loading the evidence…</p>}
      {loaded instanceof Error && (
        <div role="alert" className={styles.missing}>
          <p>{loaded.message}</p>
          <p>
            <code>npm run reproduce</code> in the source code makes it anew.
          </p>
          <button type="button" onClick={() => setAttempt(attempt + 1)}>
            Try again
          </button>
        </div>
      )}
      {loaded && !(loaded instanceof Error) && <Findings evidence={loaded} />}
    </main>
  );
}

function Findings({ evidence }: { evidence: EvidenceFile }) {
  const { verdicts, provenance } = evidence;
  return (
    <>
      {provenance.scale === 'quick' && (
        <p className={styles.missing}>
          These are tiny runs that only show that the program works: their verdicts mean nothing.
        </p>
      )}
      <ul className={styles.verdicts} aria-label="Verdicts">
        {verdicts.map(({ claim, verdict }) => (
          <li key={claim} data-tone={tone(verdict)}>
            <a href={`#evidence/${claim}`}>{claimTitles[claim]}</a>
            <strong>{verdict}</strong>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{summaryRule}</p>
      {verdicts.map((verdict) => (
        <ClaimEvidence key={verdict.claim} verdict={verdict} evidence={evidence} />
      ))}
      <section aria-labelledby="evidence-made">
        <h3 id="evidence-made">How it was made</h3>
        <ul className={styles.provenance}>
          {provenanceLines(provenance).map((line) => (
            <li key={line}>{withCode(line)}</li>
          ))}
        </ul>
        <p>
          In the source code, <code>npm run reproduce</code> trains it all again and writes these pages anew;
          interrupted, it goes on where it was. <a href="./evidence/evidence.json">evidence.json</a> holds the
          numbers of every run.
        </p>
      </section>
    </>
  );
}

/** Text between backticks is code. */
function withCode(line: string) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line stay in their places
  return line.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
}
