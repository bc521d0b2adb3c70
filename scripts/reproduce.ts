/**
 * Trains what the claims are tested with, judges them by the rules, and writes `evidence/`: `npm run reproduce`.
 * Interrupted, it goes on where it was. `-- --seeds 3` takes the first so many seeds only. `-- --quick` trains tiny runs
 * into a folder that is thrown away and checks that tables, figures and verdicts come out; those verdicts mean nothing.
 * `-- --claims C1` trains the runs of some claims once more and adds the numbers that had not been measured then.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { armsOf, candidatesOf, configOf, experiments, type Scale, scales } from '../src/evidence/experiments';
import { tuned } from '../src/evidence/settings';
import { checkWritten } from './reproduce/check-written';
import { estimateSeconds } from './reproduce/estimate';
import { matchLevels } from './reproduce/matching';
import { retrain } from './reproduce/retrain';
import { trainRuns } from './reproduce/train-runs';
import { tune } from './reproduce/tuning';
import { commitNow, dateNow, evidenceOf, writeEvidence } from './reproduce/write-evidence';
import { duration } from './training/progress-line';
import { defaultCache } from './training/train-all';

export default async function main(args: string[]): Promise<void> {
  if (args[0] === '--claims' && args.length === 2) return again(args[1].split(','));
  const asked = askedFor(args);
  if (typeof asked === 'string') {
    console.error(asked);
    process.exitCode = 1;
    return;
  }
  // A first look with fewer seeds does not take the place of the evidence.
  const folder = args.length === 0 ? 'evidence' : `node_modules/.cache/two-regimes/evidence-${args[1]}-seeds`;
  if (asked.name === 'full') return reproduce(asked, args, folder, defaultCache);
  const scratch = mkdtempSync(join(tmpdir(), 'two-regimes-evidence-'));
  try {
    await reproduce(asked, args, join(scratch, 'evidence'), join(scratch, 'runs'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Claims by their names, with commas between them. */
async function again(names: readonly string[]): Promise<void> {
  const claims = experiments.map(({ claim }) => claim).filter((claim) => names.includes(claim));
  const unknown = names.filter((name) => !claims.some((claim) => claim === name));
  if (unknown.length > 0) {
    console.error(`--claims takes ${experiments.map(({ claim }) => claim).join(', ')}; not “${unknown}”.`);
    process.exitCode = 1;
    return;
  }
  const folder = 'evidence';
  const source = { commit: commitNow(), date: dateNow() };
  const evidence = await retrain(checkWritten(folder), claims, scales.full, defaultCache, source);
  writeEvidence(folder, evidence);
  for (const { claim, verdict } of checkWritten(folder).verdicts) console.log(`${claim}: ${verdict}`);
}

/** The scale that the arguments ask for, or what is wrong with them. */
function askedFor(args: readonly string[]): Scale | string {
  const { full, quick } = scales;
  if (args.length === 0) return full;
  if (args.length === 1 && args[0] === '--quick') return quick;
  const count = Number(args[1]);
  if (args.length === 2 && args[0] === '--seeds' && Number.isInteger(count))
    if (count >= 2 && count <= full.seeds.length) return withFewer(count);
  return `reproduce takes nothing, --quick, --claims with names of claims, or --seeds with a number from 2 to ${full.seeds.length}; not “${args.join(' ')}”.`;
}

/** A few seeds are for a first look: one tuning seed will do for them. */
function withFewer(count: number): Scale {
  const { seeds, tuningSeeds } = scales.full;
  return {
    ...scales.full,
    seeds: seeds.slice(0, count),
    tuningSeeds: count < 5 ? tuningSeeds.slice(0, 1) : tuningSeeds,
  };
}

async function reproduce(
  scale: Scale,
  args: readonly string[],
  folder: string,
  cache: string,
): Promise<void> {
  const began = performance.now();
  if (scale.name === 'full') await tellEstimate(scale, cache);
  console.log('Tuning the schedules that are compared.');
  const tuning = await tune(scale, cache);
  const arms = armsOf(tuning.tried.filter(({ chosen }) => chosen));
  console.log('Training the runs of the comparisons.');
  const trained = matchLevels(await trainRuns(arms, scale.seeds, scale, cache), arms);
  const command = ['npm run reproduce', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  writeEvidence(folder, evidenceOf({ scale, command, arms, tuning, ...trained }));
  const { verdicts } = checkWritten(folder);
  if (scale.name === 'quick')
    console.log('Tiny runs: that these verdicts come out is all that is checked, and they mean nothing.');
  for (const { claim, verdict } of verdicts) console.log(`${claim}: ${verdict}`);
  const where = scale.name === 'full' ? `${folder}/README.md` : 'a folder that is removed now';
  console.log(`Written to ${where}. It took ${duration((performance.now() - began) / 1000)}.`);
}

async function tellEstimate(scale: Scale, cache: string): Promise<void> {
  const cores = availableParallelism();
  const tries = tuned.flatMap((setting) => candidatesOf(setting).map((each) => configOf(setting, each)));
  // Any candidate takes as long as the one that will be chosen.
  const first = tuned.flatMap((setting) => candidatesOf(setting).map((each) => ({ ...each, setting })));
  const compared = armsOf(first).map(({ config }) => config);
  const all = [...scale.tuningSeeds.flatMap(() => tries), ...scale.seeds.flatMap(() => compared)];
  const seconds = await estimateSeconds(all, cache, cores);
  console.log(
    `${all.length} runs, about ${duration(seconds)} on ${cores} cores that nobody else uses; what was trained before is not trained again.`,
  );
}
