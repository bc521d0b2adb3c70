/** The evidence with the runs of some claims trained once more, for numbers that had not been measured. */
import { type EvidenceFile, kept } from '../../src/evidence/evidence-file';
import { armsOf, experiments, type Scale } from '../../src/evidence/experiments';
import { figuresOf } from '../../src/evidence/figures';
import {
  type EvidenceRun,
  laterNames,
  type NumberName,
  numberNames,
  type RunNumbers,
} from '../../src/evidence/numbers';
import { tablesOf } from '../../src/evidence/tables';
import { judge } from '../../src/evidence/verdicts';
import type { ClaimName } from '../../src/lessons/lesson';
import { trainRuns } from './train-runs';

/** Throws in words where a number that was known before comes out otherwise: then all has to be trained. */
export async function retrain(
  before: EvidenceFile,
  claims: readonly ClaimName[],
  scale: Scale,
  cache: string | undefined,
  source: { commit: string; date: string },
): Promise<EvidenceFile> {
  const { runs: known, tuning, levels, provenance } = before;
  const arms = armsOf(tuning.filter(({ chosen }) => chosen) as Parameters<typeof armsOf>[0]);
  const wanted = arms.filter(({ setting, name }) =>
    experiments.some(
      (each) => claims.includes(each.claim) && each.settings.includes(setting) && each.arms.includes(name),
    ),
  );
  const trained = await trainRuns(wanted, provenance.seeds, scale, cache);
  const runs = known.map((run) => {
    const again = trained.find(({ arm, seed }) => arm === run.arm && seed === run.seed);
    return again ? { ...run, numbers: joined(run, again) } : run;
  });
  const verdicts = judge(runs);
  const others = (provenance.again ?? []).filter((each) => each.claims.some((one) => !claims.includes(one)));
  const processorSeconds = Math.round(trained.reduce((sum, { processorSeconds: each }) => sum + each, 0));
  const entry = { claims: [...claims], ...source, runs: trained.length, processorSeconds };
  return {
    ...before,
    provenance: { ...provenance, again: [...others, entry] },
    runs,
    verdicts,
    tables: tablesOf({ verdicts, arms, runs, levels, tuning }),
    figures: figuresOf(verdicts).map(({ claim, file, title, alt }) => ({ claim, file, title, alt })),
  };
}

/** They depend on other runs too. */
const matched: readonly NumberName[] = ['matchedAccuracy', 'matchedEpoch'];

/** The numbers that had not been measured are added to those that were known, which must come out the same. */
export function joined(before: EvidenceRun, again: EvidenceRun): RunNumbers {
  if (before.divergedAt !== again.divergedAt) throw new Error(otherwise(before, 'the step it diverged at'));
  const numbers = { ...before.numbers };
  for (const name of numberNames) {
    const [old, now] = [before.numbers[name], kept(again.numbers[name])];
    if (laterNames.includes(name)) numbers[name] = now;
    else if (!matched.includes(name) && !Object.is(old, now))
      throw new Error(otherwise(before, `${name}, ${now} for ${old}`));
  }
  return numbers;
}

const otherwise = ({ arm, seed }: EvidenceRun, what: string) =>
  `Trained once more, ${arm} with seed ${seed} comes out otherwise: ${what}. Run npm run reproduce for all claims.`;
