/** The tables of the evidence as data: rows of text, for the page and for Markdown alike. Pure. */
import type { ClaimName } from '../lessons/lesson';
import type { EvidenceFile } from './evidence-file';
import { type Arm, experiments } from './experiments';
import { beforeDrop, type EvidenceRun, type NumberName, Runs } from './numbers';
import type { Answer } from './rules/check';
import { type SettingName, settings } from './settings';
import { mean, standardError } from './statistics';
import { checkTexts, formats, meanText, none } from './texts';
import type { Verdict } from './verdicts';

export interface Table {
  claim: ClaimName;
  caption: string;
  columns: string[];
  /** As many texts as there are columns; the first two name the row. */
  rows: string[][];
}

/** What tables are made of. */
export interface Findings {
  verdicts: readonly Verdict[];
  arms: readonly Arm[];
  runs: readonly EvidenceRun[];
  levels: Levels;
  tuning: Tuning;
}

interface Column {
  name: NumberName;
  label: string;
  scale?: number;
}

const columns: Record<NumberName, Column> = {
  trainLoss: { name: 'trainLoss', label: 'final training loss' },
  level: { name: 'level', label: 'training loss, last fifth' },
  soonAfter: { name: 'soonAfter', label: 'training loss soon after half way' },
  testAccuracy: { name: 'testAccuracy', label: 'test accuracy, %', scale: 100 },
  matchedAccuracy: { name: 'matchedAccuracy', label: 'test accuracy at equal loss, %', scale: 100 },
  matchedEpoch: { name: 'matchedEpoch', label: 'epoch of equal loss' },
  risingBefore: { name: 'risingBefore', label: 'rising epochs, first half, %', scale: 100 },
  risingAfter: { name: 'risingAfter', label: 'rising epochs, second half, %', scale: 100 },
  kappaBefore: { name: 'kappaBefore', label: 'κ before half way' },
  kappaAfter: { name: 'kappaAfter', label: 'κ at the end' },
  landingBefore: { name: 'landingBefore', label: 'p before half way' },
  landingAfter: { name: 'landingAfter', label: 'p at the end' },
  crossedBefore: { name: 'crossedBefore', label: 'steps across before half way, %', scale: 100 },
  crossedAfter: { name: 'crossedAfter', label: 'steps across at the end, %', scale: 100 },
  probeKeptBefore: { name: 'probeKeptBefore', label: 'kept on the probe set before half way, %', scale: 100 },
  probeKeptAfter: { name: 'probeKeptAfter', label: 'kept on the probe set at the end, %', scale: 100 },
};

const shown: Record<ClaimName, readonly NumberName[]> = {
  C1: [
    'risingBefore',
    'risingAfter',
    'kappaBefore',
    'kappaAfter',
    'landingBefore',
    'landingAfter',
    'crossedBefore',
    'crossedAfter',
    'probeKeptBefore',
    'probeKeptAfter',
    'soonAfter',
    'level',
    'testAccuracy',
  ],
  C2: ['level', 'kappaAfter', 'testAccuracy'],
  C3: ['testAccuracy', 'matchedAccuracy', 'matchedEpoch', 'trainLoss', 'kappaBefore', 'kappaAfter'],
  C4: ['testAccuracy', 'trainLoss'],
  state: ['kappaBefore', 'kappaAfter', 'risingBefore', 'risingAfter', 'trainLoss'],
};

/** Mean ± standard error of every arm of a claim, in every setting. */
export function armTable(claim: ClaimName, arms: readonly Arm[], all: readonly EvidenceRun[]): Table {
  const runs = new Runs(all);
  const experiment = experiments.find((each) => each.claim === claim);
  const own = arms.filter(
    ({ setting, name }) => experiment?.settings.includes(setting) && experiment.arms.includes(name),
  );
  const wanted = shown[claim].map((name) => columns[name]);
  return {
    claim,
    caption: 'Runs: mean ± standard error over seeds',
    columns: ['setting', 'schedule', 'seeds', ...wanted.map(({ label }) => label)],
    rows: own.map((arm) => {
      const of = runs.of(arm.id);
      const diverged = of.filter(({ divergedAt }) => divergedAt > 0).length;
      const count = diverged > 0 ? `${of.length}, ${diverged} diverged` : String(of.length);
      const cells = wanted.map(({ name, scale }) => {
        if (beforeDrop.includes(name) && arm.config.schedule !== 'two-phase') return none;
        const values = runs.values(arm.id, name).filter(Number.isFinite);
        return values.length > 0 ? meanText(mean(values), standardError(values), scale) : none;
      });
      return [settings[arm.setting].label, arm.label, count, ...cells];
    }),
  };
}

const roles = { premise: 'premise', claim: 'claim', information: 'for information' };

/** Every check of a claim: what was compared, its interval, what it needs, and whether that holds. */
export function checkTable({ claim, settings: judged }: Verdict): Table {
  return {
    claim,
    caption: 'Checks: mean and 95 % interval over seeds, paired by seed where two runs are compared',
    columns: ['setting', 'compared', 'part', 'mean', '95 % interval', 'unit', 'needs', 'holds'],
    rows: judged.flatMap(({ setting, checks }) =>
      checks.map((check) => {
        const { mean: centre, interval } = checkTexts(check);
        const { label, role, kind, needs, holds } = check;
        const answer = role === 'information' ? none : holds;
        return [
          ...[settings[setting].label, label, roles[role], centre, interval, formats[kind].unit],
          ...[needs || none, answer],
        ];
      }),
    ),
  };
}

/** What each setting says of a claim. */
export function outcomeTable({ claim, settings: judged }: Verdict): Table {
  return {
    claim,
    caption: 'What each setting says',
    columns: ['setting', 'outcome', 'checks that do not hold', 'open checks'],
    rows: judged.map(({ setting, outcome, checks }) => {
      const labels = (answer: Answer) =>
        checks
          .filter(({ holds }) => holds === answer)
          .map(({ label }) => label)
          .join('; ') || none;
      return [settings[setting].label, outcome, labels('no'), labels('open')];
    }),
  };
}

type Levels = EvidenceFile['levels'];
type Tuning = EvidenceFile['tuning'];
const labelOf = (setting: string) => settings[setting as SettingName]?.label ?? setting;

export function levelTable(levels: Levels): Table {
  return {
    claim: 'C3',
    caption: 'Equal loss: the training loss at which test accuracies are compared',
    columns: ['setting', 'training loss'],
    rows: Object.entries(levels).map(([setting, level]) => [
      labelOf(setting),
      Number.isFinite(level) ? level.toPrecision(3) : none,
    ]),
  };
}

/** Which rate each schedule was given; a best one at an end of the rates may not be the best there is. */
export function tuningTable(tuning: Tuning): Table {
  const effective = ({ learningRate, momentum }: Tuning[number]) => learningRate / (1 - momentum);
  const taken = (one: Tuning[number]) => {
    if (!one.chosen) return '';
    const rates = tuning.filter(({ setting }) => setting === one.setting).map(effective);
    const reach = (end: number) => Math.abs(effective(one) / end - 1) < 1e-6;
    if (reach(Math.max(...rates))) return 'yes, the largest rate';
    return reach(Math.min(...rates)) ? 'yes, the smallest rate' : 'yes';
  };
  return {
    claim: 'C4',
    caption: 'Tuning: mean test accuracy over the tuning seeds; the highest was taken',
    columns: ['setting', 'schedule', 'η', 'μ', 'test accuracy, %', 'taken'],
    rows: tuning.map((each) => [
      labelOf(each.setting),
      each.schedule,
      ...[each.learningRate, each.momentum].map(String),
      Number.isFinite(each.testAccuracy) ? (100 * each.testAccuracy).toFixed(1) : 'diverged',
      taken(each),
    ]),
  };
}

export function tablesOf({ verdicts, arms, runs, levels, tuning }: Findings): Table[] {
  return verdicts.flatMap((verdict) => [
    outcomeTable(verdict),
    checkTable(verdict),
    armTable(verdict.claim, arms, runs),
    ...(verdict.claim === 'C3' ? [levelTable(levels)] : []),
    ...(verdict.claim === 'C4' ? [tuningTable(tuning)] : []),
  ]);
}
