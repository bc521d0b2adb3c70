/** The evidence that is committed, once it is, and files that are not what they should be. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intervalSvg } from '../components/figure-file/interval-svg';
import { evidenceText, parseEvidence } from './evidence-file';
import { armsOf } from './experiments';
import { figuresOf } from './figures';
import { figurePath, markdownOf } from './markdown';
import { tablesOf } from './tables';
import { sampleEvidence } from './testing/sample-evidence';
import { judge } from './verdicts';

const path = 'evidence/evidence.json';
const { evidence: sample, plots } = sampleEvidence();

describe.skipIf(!existsSync(path))('the committed evidence', () => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
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

  it('has the verdicts that the rules give its numbers: otherwise run npm run reproduce', () => {
    const outcomes = (of: ReturnType<typeof readCommitted>['verdicts']) =>
      of.map(({ claim, verdict, rule, settings }) => ({
        ...{ claim, verdict, rule },
        settings: settings.map(({ setting, outcome }) => [setting, outcome]),
      }));
    const { runs, verdicts } = readCommitted();
    expect(outcomes(judge(runs))).toEqual(outcomes(verdicts));
  });

  it('is what the experiments are now: otherwise run npm run reproduce', () => {
    const { tuning, arms } = readCommitted();
    const chosen = tuning.filter((each) => each.chosen) as never as Parameters<typeof armsOf>[0];
    expect(arms.map(({ id, label }) => [id, label])).toEqual(
      armsOf(chosen).map(({ id, label }) => [id, label]),
    );
  });

  it('has a page and figures that say the same', () => {
    const evidence = readCommitted();
    expect(readFileSync('evidence/README.md', 'utf8')).toBe(markdownOf(evidence));
    for (const { file } of evidence.figures)
      expect(readFileSync(`evidence/${figurePath(file)}`, 'utf8')).toContain('</svg>');
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
      JSON.stringify(tablesOf(verdicts, armsOf([]), [])) + figuresOf(verdicts).map(intervalSvg).join('');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text).toContain('unknown');
  });
});
