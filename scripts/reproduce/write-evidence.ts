/** Puts the evidence together and writes it: numbers as JSON, a page of Markdown, figures. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, type } from 'node:os';
import { join } from 'node:path';
import { intervalSvg } from '../../src/components/figure-file/interval-svg';
import {
  type EvidenceFile,
  evidenceText,
  evidenceVersion,
  kept,
  parseEvidence,
} from '../../src/evidence/evidence-file';
import { type Arm, changesOf, type Scale } from '../../src/evidence/experiments';
import { figuresOf } from '../../src/evidence/figures';
import { figurePath, markdownOf } from '../../src/evidence/markdown';
import { numberNames, type RunNumbers } from '../../src/evidence/numbers';
import { settings } from '../../src/evidence/settings';
import { tablesOf } from '../../src/evidence/tables';
import { judge } from '../../src/evidence/verdicts';
import type { TrainedRun } from './train-runs';
import type { Tried } from './tuning';

export interface Findings {
  scale: Scale;
  command: string;
  arms: readonly Arm[];
  runs: readonly TrainedRun[];
  levels: Record<string, number>;
  tuning: { tried: Tried[]; runs: readonly TrainedRun[] };
}

/** Replaces what `folder` holds of an earlier time; returns what was written. */
export function writeEvidence(folder: string, made: EvidenceFile): EvidenceFile {
  const evidence = asRead(made);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, figurePath('')), { recursive: true });
  writeFileSync(join(folder, 'evidence.json'), evidenceText(evidence));
  writeFileSync(join(folder, 'README.md'), markdownOf(evidence));
  for (const figure of figuresOf(judge(evidence.runs)))
    writeFileSync(join(folder, figurePath(figure.file)), intervalSvg(figure));
  return evidence;
}

/** What the page and the tests will read: fields in the order of the schema, numbers with the digits that are kept. */
function asRead(evidence: EvidenceFile): EvidenceFile {
  const parsed = parseEvidence(JSON.parse(evidenceText(evidence)));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.evidence;
}

export function evidenceOf({ scale, command, arms, runs, levels, tuning }: Findings): EvidenceFile {
  const plain = runs.map(({ arm, seed, divergedAt, numbers }) => ({
    arm,
    seed,
    divergedAt,
    numbers: Object.fromEntries(numberNames.map((name) => [name, kept(numbers[name])])) as RunNumbers,
  }));
  const verdicts = judge(plain);
  const tried = tuning.tried.map((each) => ({ ...each, testAccuracy: kept(each.testAccuracy) }));
  const rounded = Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, kept(level)]));
  return {
    format: 'two-regimes-evidence',
    version: evidenceVersion,
    provenance: {
      command,
      scale: scale.name,
      backend: backendOf(runs),
      ...versions(),
      date: dateNow(),
      processorSeconds: Math.round(
        [...runs, ...tuning.runs].reduce((sum, { processorSeconds }) => sum + processorSeconds, 0),
      ),
      runs: runs.length + tuning.runs.length,
      seeds: [...scale.seeds],
      tuningSeeds: [...scale.tuningSeeds],
    },
    settings: Object.entries(settings).map(([name, { label }]) => ({ name, label })),
    arms: arms.map(({ id, label, config }) => ({ id, label, changes: changesOf(scale.shrink(config)) })),
    levels: rounded,
    tuning: tried,
    runs: plain,
    verdicts,
    tables: tablesOf({ verdicts, arms, runs: plain, levels: rounded, tuning: tried }),
    figures: figuresOf(verdicts).map(({ claim, file, title, alt }) => ({ claim, file, title, alt })),
  };
}

function versions(): Pick<
  EvidenceFile['provenance'],
  'app' | 'commit' | 'tfjs' | 'node' | 'system' | 'processor' | 'cores'
> {
  const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const cores = cpus();
  return {
    app: version,
    commit: commitNow(),
    tfjs: dependencies['@tensorflow/tfjs-core'],
    node: process.version,
    system: `${type()} ${arch()}`,
    processor: cores[0]?.model.trim() || 'unknown',
    cores: cores.length,
  };
}

/** What the runs say that they were trained on; several only where kept outcomes came from elsewhere. */
const backendOf = (runs: readonly TrainedRun[]) =>
  [...new Set(runs.map(({ backend }) => backend))].join(', ');

export const dateNow = (): string => new Date().toISOString().slice(0, 10);

/** Of the source code as it lies here; what differs from it is said. */
export function commitNow(): string {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short=10', 'HEAD');
  if (!commit) return 'unknown';
  return git('status', '--porcelain', '--', 'src', 'scripts') ? `${commit} with changes` : commit;
}
