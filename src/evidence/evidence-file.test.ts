/** The evidence that is committed, and files that are not what they should be. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intervalSvg } from '../components/figure-file/interval-svg';
import { type EvidenceFile, evidenceText, parseEvidence } from './evidence-file';
import { armsOf, candidatesOf, changesOf, scales } from './experiments';
import { figuresOf } from './figures';
import { figurePath, markdownOf } from './markdown';
import { tuned } from './settings';
import { tablesOf } from './tables';
import { sampleEvidence } from './testing/sample-evidence';
import { judge } from './verdicts';

const path = 'evidence/evidence.json';
const { evidence: sample, plots } = sampleEvidence();

describe('the committed evidence', () => {
  const text = readFileSync(path, 'utf8');
  const readCommitted = () => {
    const parsed = parseEvidence(JSON.parse(text));
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.evidence;
  };

  it('is of whole runs and at least five seeds, and written as the program writes it', () => {
    const { scale, seeds } = readCommitted().provenance;
    expect(scale).toBe('full');
    expect(seeds.length).toBeGreaterThanOrEqual(5);
    expect(evidenceText(readCommitted())).toBe(text);
  });

  type Chosen = Parameters<typeof armsOf>[0];
  const armsNow = ({ tuning }: EvidenceFile) =>
    armsOf(tuning.filter(({ chosen }) => chosen) as never as Chosen);
  const asKept = (value: unknown) => JSON.parse(evidenceText(value as EvidenceFile));

  it('has the verdicts and tables that the rules make of its numbers: otherwise run npm run reproduce', () => {
    const evidence = readCommitted();
    const verdicts = judge(evidence.runs);
    expect(asKept(evidence.verdicts)).toEqual(asKept(verdicts));
    expect(evidence.tables).toEqual(tablesOf({ ...evidence, verdicts, arms: armsNow(evidence) }));
  });

  it('is what the experiments are now: otherwise run npm run reproduce', () => {
    const evidence = readCommitted();
    expect(evidence.arms).toEqual(
      armsNow(evidence).map(({ id, label, config }) => ({ id, label, changes: changesOf(config) })),
    );
    const candidates = tuned.flatMap((setting) =>
      candidatesOf(setting).map((each) => ({ ...each, setting })),
    );
    expect(
      evidence.tuning.map(({ setting, schedule, learningRate, momentum }) => ({
        schedule,
        momentum,
        learningRate,
        setting,
      })),
    ).toEqual(candidates);
    const { seeds, tuningSeeds } = scales.full;
    expect(evidence.provenance).toMatchObject({ seeds, tuningSeeds });
    for (const { id } of evidence.arms)
      expect(evidence.runs.filter(({ arm }) => arm === id).map(({ seed }) => seed)).toEqual(seeds);
  });

  it('has a page and figures that say the same', () => {
    const evidence = readCommitted();
    expect(readFileSync('evidence/README.md', 'utf8')).toBe(markdownOf(evidence));
    for (const figure of figuresOf(judge(evidence.runs)))
      expect(readFileSync(`evidence/${figurePath(figure.file)}`, 'utf8')).toBe(intervalSvg(figure));
  });
});

describe('an evidence file', () => {
  const changed = (change: (file: typeof sample) => void) => {
    const copy = JSON.parse(evidenceText(sample));
    change(copy);
    const parsed = parseEvidence(copy);
    return parsed.ok ? 'taken' : parsed.message;
  };

  it('comes back from its text as it was', () => {
    const parsed = parseEvidence(JSON.parse(evidenceText(sample)));
    expect(parsed).toEqual({ ok: true, evidence: sample });
  });

  it('keeps what decides: the rules give its numbers the verdicts it holds', () => {
    expect(judge(sample.runs).map(({ verdict }) => verdict)).toEqual(
      sample.verdicts.map(({ verdict }) => verdict),
    );
    expect(sample.verdicts.map(({ verdict }) => verdict)).toContain('depends on the labels');
  });

  it('is refused in words that name the place', () => {
    for (const value of [undefined, null, 'text', [], {}])
      expect(parseEvidence(value)).toMatchObject({ ok: false });
    expect(changed(() => {})).toBe('taken');
    expect(changed((file) => Object.assign(file, { format: 'two-regimes-run' }))).toContain('format');
    expect(changed((file) => Object.assign(file.runs[0], { seed: 'one' }))).toContain('runs.0.seed');
    expect(changed((file) => Object.assign(file.tables[0], { rows: [['one']] }))).toContain('tables.0');
    expect(changed((file) => Object.assign(file.figures[0], { file: '../index.html' }))).toContain(
      'no name of a figure',
    );
  });
});

describe('what is written', () => {
  it('names every claim, its verdict and its figures', () => {
    const page = markdownOf(sample);
    for (const { claim, verdict } of sample.verdicts) expect(page).toContain(`## ${claim}: ${verdict}`);
    for (const { file } of sample.figures) expect(page).toContain(`(${figurePath(file)})`);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws each interval from its low to its high end, its mean within', () => {
    for (const plot of plots) {
      const svg = intervalSvg(plot);
      const known = plot.rows.filter((row) => row.kind === 'interval');
      const lines = [
        ...svg.matchAll(
          /<path d="M([\d.]+),[\d.]+H([\d.]+)" stroke="[^"]+" stroke-width="2"\/><circle cx="([\d.]+)"/g,
        ),
      ];
      expect(lines, plot.file).toHaveLength(known.length);
      for (const [, low, high, centre] of lines) {
        expect(Number(low)).toBeLessThanOrEqual(Number(centre));
        expect(Number(centre)).toBeLessThanOrEqual(Number(high));
      }
    }
  });

  it('says so where there is no number, and holds no NaN', () => {
    const verdicts = judge([]);
    const text =
      JSON.stringify(tablesOf({ verdicts, arms: armsOf([]), runs: [], levels: {}, tuning: [] })) +
      figuresOf(verdicts).map(intervalSvg).join('');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text).toContain('unknown');
  });
});
