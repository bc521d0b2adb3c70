/** The evidence that is committed, and files that are not what they should be. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intervalSvg } from '../components/figure-file/interval-svg';
import { evidenceText, parseEvidence } from './evidence-file';
import { type Arm, armsOf, candidatesOf } from './experiments';
import { figuresOf } from './figures';
import { figurePath, markdownOf } from './markdown';
import { tuned } from './settings';
import { tablesOf } from './tables';
import { judge } from './verdicts';

const path = 'evidence/evidence.json';
const committed = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

function readCommitted() {
  const parsed = parseEvidence(committed);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.evidence;
}

describe('the committed evidence', () => {
  it('is there, and of whole runs', () => {
    expect(readCommitted().provenance.scale).toBe('full');
  });

  it('has the verdicts that the rules give its numbers: otherwise run npm run reproduce', () => {
    const { runs, verdicts } = readCommitted();
    const again = judge(runs);
    expect(again.map(({ claim, verdict }) => [claim, verdict])).toEqual(
      verdicts.map(({ claim, verdict }) => [claim, verdict]),
    );
    const outcomes = (of: typeof verdicts) =>
      of.flatMap(({ settings }) => settings.map(({ setting, outcome }) => [setting, outcome]));
    expect(outcomes(again)).toEqual(outcomes(verdicts));
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
  const part = (change: (file: Record<string, never>) => void) => {
    const copy = structuredClone(committed);
    change(copy);
    const parsed = parseEvidence(copy);
    return parsed.ok ? 'taken' : parsed.message;
  };

  it('comes back from its text as it was, to five digits', () => {
    const evidence = readCommitted();
    expect(evidenceText(evidence)).toBe(readFileSync(path, 'utf8'));
  });

  it('is refused in words that name the place', () => {
    expect(parseEvidence(undefined)).toMatchObject({ ok: false });
    expect(parseEvidence('text')).toMatchObject({ ok: false });
    expect(part(() => {})).toBe('taken');
    expect(part((file) => Object.assign(file, { format: 'two-regimes-run' }))).toContain('format');
    expect(part((file) => Object.assign(file.runs[0], { seed: 'one' }))).toContain('runs.0.seed');
    expect(part((file) => Object.assign(file.tables[0], { rows: [['one']] }))).toContain('tables.0');
    expect(part((file) => Object.assign(file.figures[0], { file: '../index.html' }))).toContain(
      'no name of a figure',
    );
  });
});

describe('tables and figures without a number', () => {
  const arms: Arm[] = armsOf(tuned.map((setting) => ({ setting, ...candidatesOf(setting)[0] })));
  const verdicts = judge([]);

  it('say so and hold no NaN', () => {
    const text = JSON.stringify(tablesOf(verdicts, arms, [])) + figuresOf(verdicts).map(intervalSvg).join('');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(text).toContain('unknown');
  });
});
