/** A whole evidence file of made-up numbers: every arm of every experiment, five seeds that scatter a little. */
import { type EvidenceFile, evidenceText, evidenceVersion, parseEvidence } from '../evidence-file';
import { type Arm, armsOf, candidatesOf, changesOf } from '../experiments';
import { figuresOf, type IntervalPlot } from '../figures';
import type { EvidenceRun } from '../numbers';
import { settings, tuned } from '../settings';
import { tablesOf } from '../tables';
import { judge } from '../verdicts';
import { seeds } from './runs';

export function sampleEvidence(): { evidence: EvidenceFile; plots: IntervalPlot[] } {
  const tuning = tuned.flatMap((setting) =>
    candidatesOf(setting).map((each, i, all) => ({
      ...each,
      setting,
      testAccuracy: 0.6,
      chosen: all.findIndex(({ schedule }) => schedule === each.schedule) === i,
    })),
  );
  const arms = armsOf(tuning.filter(({ chosen }) => chosen));
  const runs = arms.flatMap(runsOfArm);
  const verdicts = judge(runs);
  const plots = figuresOf(verdicts);
  const levels = { 'mnist1d-mlp': 0.5 };
  const evidence: EvidenceFile = {
    format: 'two-regimes-evidence',
    version: evidenceVersion,
    provenance: {
      ...{
        command: 'npm run reproduce',
        scale: 'full',
        app: '0.0.0',
        commit: 'none',
        tfjs: '4.22.0',
        node: 'v20.0.0',
      },
      backend: 'wasm',
      system: 'none',
      processor: 'a made-up one',
      cores: 2,
      date: '2026-01-01',
      processorSeconds: 3600,
      runs: runs.length,
      seeds: [...seeds],
      tuningSeeds: [101],
    },
    settings: Object.entries(settings).map(([name, { label }]) => ({ name, label })),
    arms: arms.map(({ id, label, config }) => ({ id, label, changes: changesOf(config) })),
    levels,
    tuning,
    runs,
    verdicts,
    tables: tablesOf({ verdicts, arms, runs, levels, tuning }),
    figures: plots.map(({ claim, file, title, alt }) => ({ claim, file, title, alt })),
  };
  // With the digits that a file keeps.
  const parsed = parseEvidence(JSON.parse(evidenceText(evidence)));
  if (!parsed.ok) throw new Error(parsed.message);
  return { evidence: parsed.evidence, plots };
}

/** Large steps, two phases and the rest differ; wrong labels turn the comparison of C3 around. */
function runsOfArm({ id, name, setting }: Arm): EvidenceRun[] {
  const large = /^large|constant/.test(name);
  const good = /two-phase|tuned/.test(name) === (setting !== 'mnist1d-noise');
  return seeds.map((seed) => {
    const wobble = 1 + 0.01 * Math.sin(7 * seed + id.length);
    const numbers = {
      trainLoss: 0.02,
      testAccuracy: good ? 0.7 : 0.6,
      level: large ? 0.3 : 0.02,
      soonAfter: large ? 0.3 : 0.02,
      matchedEpoch: 40,
      risingBefore: 0.4,
      risingAfter: large ? 0.4 : 0.05,
      kappaAfter: 0.1,
      kappaBefore: large || name === 'two-phase' ? 1.6 : 0.1,
      matchedAccuracy: good ? 0.7 : 0.6,
      landingBefore: 0.98,
      landingAfter: 0.05,
      crossedBefore: 0.45,
      crossedAfter: 0,
      probeKeptBefore: 0.02,
      probeKeptAfter: 0.95,
    };
    const scattered = Object.fromEntries(
      Object.entries(numbers).map(([key, value]) => [key, value * wobble]),
    );
    return { arm: id, seed, divergedAt: 0, numbers: scattered as typeof numbers };
  });
}
