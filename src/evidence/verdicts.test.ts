/** Every rule on both sides of each of its bounds, and what follows from settings that differ. */
import { describe, expect, it } from 'vitest';
import { Runs } from './numbers';
import { bounce } from './rules/bounce';
import { outcomeOf, type Rule } from './rules/check';
import { generalization } from './rules/generalization';
import { momentum } from './rules/momentum';
import { schedules } from './rules/schedules';
import { state } from './rules/state';
import { changed, type Made, makeRuns } from './testing/runs';
import { judge, verdictOf } from './verdicts';

const setting = { mlp: 'mnist1d-mlp', momentum: 'mnist1d-momentum' } as const;

/** Numbers that support each claim with room to spare. */
const supporting: Record<string, { rule: Rule; setting: Rule['settings'][number]; made: Made }> = {
  C1: {
    rule: bounce,
    setting: setting.mlp,
    made: {
      'two-phase': {
        risingBefore: 0.4,
        risingAfter: 0.1,
        kappaBefore: 1.6,
        kappaAfter: 0.1,
        level: 0.01,
        soonAfter: 0.02,
      },
      'large-only': { level: 0.3, soonAfter: 0.3 },
    },
  },
  C2: {
    rule: momentum,
    setting: setting.momentum,
    made: {
      'large-0': { level: 0.3, kappaBefore: 1.5 },
      'large-0.9': { level: 0.3 },
      'large-0.97': { level: 0.3 },
      'small-0': { level: 0.3, kappaBefore: 0.1 },
      'small-0.9': { level: 0.2 },
      'small-0.97': { level: 0.2 },
      'small-same-rate': { level: 0.1 },
    },
  },
  C3: {
    rule: generalization,
    setting: setting.mlp,
    made: {
      'two-phase': { testAccuracy: 0.7, matchedAccuracy: 0.7, kappaBefore: 1.6 },
      'large-only': { testAccuracy: 0.65 },
      'small-only': { testAccuracy: 0.6, kappaAfter: 0.3 },
      'small-only-momentum': { testAccuracy: 0.6 },
      'small-only-long': { testAccuracy: 0.6, matchedAccuracy: 0.6 },
    },
  },
  C4: {
    rule: schedules,
    setting: setting.mlp,
    made: Object.fromEntries(
      ['two-phase', 'cosine', 'linear', 'step', 'one-cycle'].map((name) => [
        `tuned-${name}`,
        { testAccuracy: 0.7 },
      ]),
    ),
  },
  state: {
    rule: state,
    setting: setting.mlp,
    made: { constant: { kappaBefore: 1.5, kappaAfter: 0.2 } },
  },
};

function outcome(claim: string, changes: Made = {}) {
  const { rule, setting: where, made } = supporting[claim];
  return outcomeOf(rule.checks(where, new Runs(makeRuns(where, changed(made, changes)))));
}

describe('numbers that support a claim', () => {
  it.each(Object.keys(supporting))('%s', (claim) => {
    expect(outcome(claim)).toBe('supported');
  });

  it.each(Object.keys(supporting))('%s is not supported, or not tested, without any runs', (claim) => {
    const { rule, setting: where } = supporting[claim];
    expect(outcomeOf(rule.checks(where, new Runs([])))).not.toBe('supported');
  });
});

/** What is changed, on the side where the claim holds and on the other. */
const bounds: [claim: string, what: string, holds: Made, fails: Made][] = [
  [
    'C1',
    'rises more before the drop',
    { 'two-phase': { risingAfter: 0.39 } },
    { 'two-phase': { risingAfter: 0.41 } },
  ],
  ['C1', 'falls fast', { 'large-only': { soonAfter: 0.0201 } }, { 'large-only': { soonAfter: 0.0199 } }],
  ['C1', 'higher plateau', { 'large-only': { level: 0.0101 } }, { 'large-only': { level: 0.0099 } }],
  ['C2', 'nothing with large steps', { 'large-0.9': { level: 0.228 } }, { 'large-0.9': { level: 0.222 } }],
  ['C2', 'faster with small steps', { 'small-0.9': { level: 0.267 } }, { 'small-0.9': { level: 0.273 } }],
  [
    'C2',
    'more with small steps than with large ones',
    { 'large-0.9': { level: 0.252 }, 'small-0.9': { level: 0.249 } },
    { 'large-0.9': { level: 0.249 }, 'small-0.9': { level: 0.252 } },
  ],
  ['C3', 'same epochs', { 'small-only': { testAccuracy: 0.699 } }, { 'small-only': { testAccuracy: 0.701 } }],
  [
    'C3',
    'same loss',
    { 'small-only-long': { matchedAccuracy: 0.699 } },
    { 'small-only-long': { matchedAccuracy: 0.701 } },
  ],
  ...['cosine', 'linear', 'step', 'one-cycle'].map((rival): (typeof bounds)[number] => [
    'C4',
    `within a point of ${rival}`,
    { [`tuned-${rival}`]: { testAccuracy: 0.709 } },
    { [`tuned-${rival}`]: { testAccuracy: 0.711 } },
  ]),
  ['state', 'κ small at the end', { constant: { kappaAfter: 0.49 } }, { constant: { kappaAfter: 0.51 } }],
];

describe('bounds of the claims', () => {
  it.each(bounds)('%s: %s', (claim, _what, holds, fails) => {
    expect(outcome(claim, holds)).toBe('supported');
    expect(outcome(claim, fails)).toBe('not supported');
  });

  it('take the whole interval: a mean on the right side is not enough', () => {
    const scattered = [0.79, 0.61, 0.72, 0.66, 0.73] as const;
    expect(
      outcome('C3', { 'two-phase': { testAccuracy: scattered }, 'small-only': { testAccuracy: 0.69 } }),
    ).toBe('open');
    expect(outcome('C4', { 'tuned-cosine': { testAccuracy: scattered } })).toBe('open');
    expect(outcome('C1', { 'two-phase': { risingAfter: 0.4 } })).toBe('open');
    expect(outcome('C2', { 'large-0.9': { level: [0.6, 0.2, 0.3, 0.15, 0.4] } })).toBe('open');
    expect(outcome('state', { constant: { kappaBefore: [4, 0.3, 0.3, 0.3, 0.3], kappaAfter: 0.3 } })).toBe(
      'open',
    );
  });

  it('one check that fails decides, whatever is open beside it', () => {
    const scattered = [0.79, 0.61, 0.72, 0.66, 0.73] as const;
    const changes: Made = {
      'tuned-cosine': { testAccuracy: scattered },
      'tuned-linear': { testAccuracy: 0.8 },
    };
    expect(outcome('C4', changes)).toBe('not supported');
  });

  it('pair by seed: what two runs of one seed share does not count', () => {
    const hard = [0.5, 0.6, 0.7, 0.8, 0.9] as const;
    const harder = [0.499, 0.598, 0.699, 0.798, 0.899] as const;
    expect(
      outcome('C3', { 'two-phase': { testAccuracy: hard }, 'small-only': { testAccuracy: harder } }),
    ).toBe('supported');
  });
});

const premises: [claim: string, holds: Made, fails: Made][] = [
  ['C1', { 'two-phase': { kappaBefore: 1.01 } }, { 'two-phase': { kappaBefore: 0.99 } }],
  ['C1', { 'two-phase': { kappaAfter: 0.49 } }, { 'two-phase': { kappaAfter: 0.51 } }],
  ['C2', { 'large-0': { kappaBefore: 1.01 } }, { 'large-0': { kappaBefore: 0.99 } }],
  ['C2', { 'small-0': { kappaBefore: 0.49 } }, { 'small-0': { kappaBefore: 0.51 } }],
  ['C3', { 'two-phase': { kappaBefore: 1.01 } }, { 'two-phase': { kappaBefore: 0.99 } }],
  ['C3', { 'small-only': { kappaAfter: 0.99 } }, { 'small-only': { kappaAfter: 1.01 } }],
  ['state', { constant: { kappaBefore: 1.01 } }, { constant: { kappaBefore: 0.99 } }],
];

describe('premises', () => {
  it.each(premises)('%s', (claim, holds, fails) => {
    expect(outcome(claim, holds)).toBe('supported');
    expect(outcome(claim, fails)).toBe('not tested');
  });
});

describe('a run that diverged', () => {
  const gone = Number.NaN;
  it('supports nothing', () => {
    const { rule, setting: where, made } = supporting.C4;
    const lost = changed(made, { 'tuned-two-phase': { testAccuracy: [0.7, 0.7, gone, 0.7, 0.7] } });
    const checks = rule.checks(where, new Runs(makeRuns(where, lost)));
    expect(checks.map(({ holds }) => holds)).toEqual(['open', 'open', 'open', 'open']);
  });
});

describe('information', () => {
  it('decides nothing', () => {
    expect(
      outcome('C3', { 'small-only-momentum': { testAccuracy: 0.9 }, 'large-only': { testAccuracy: 0 } }),
    ).toBe('supported');
    expect(outcome('C2', { 'small-same-rate': { level: 9 }, 'large-0.97': { level: 1e-6 } })).toBe(
      'supported',
    );
  });
});

describe('settings together', () => {
  const yes = 'supported';
  const no = 'not supported';
  const open = 'open';
  const of = (outcomes: Record<string, string>) =>
    verdictOf(Object.entries(outcomes).map(([name, each]) => ({ setting: name, outcome: each }) as never));

  it('all, none, and none that tests it', () => {
    expect(of({ 'mnist1d-mlp': yes, 'fashion-mlp': yes, 'mnist1d-cnn': 'not tested' })).toBe(
      'supported here',
    );
    expect(of({ 'mnist1d-mlp': no, 'fashion-mlp': 'not tested' })).toBe('not supported here');
    expect(of({ 'mnist1d-mlp': 'not tested' })).toBe('not tested here');
    expect(of({ 'mnist1d-mlp': 'not tested', 'fashion-mlp': open })).toBe('open here');
    expect(of({ 'mnist1d-mlp': yes, 'mnist1d-cnn': 'not tested', 'fashion-mlp': open })).toBe(
      'supported here, open in 1 of 2 settings',
    );
    expect(of({ 'mnist1d-mlp': no, 'mnist1d-cnn': open, 'fashion-mlp': open })).toBe(
      'not supported here, open in 2 of 3 settings',
    );
  });

  it('name the one thing that separates them', () => {
    expect(of({ 'mnist1d-mlp': yes, 'mnist1d-cnn': yes, 'mnist1d-noise': no })).toBe('depends on the labels');
    expect(of({ 'mnist1d-momentum': yes, 'fashion-momentum': yes, 'mnist1d-full-batch': no })).toBe(
      'depends on the batch size',
    );
    expect(of({ 'mnist1d-mlp': yes, 'mnist1d-cnn': no, 'fashion-mlp': open })).toBe('depends on the network');
    expect(of({ 'mnist1d-mlp': yes, 'mnist1d-cnn': yes, 'fashion-mlp': no })).toBe('depends on the data');
  });

  it('name none where several do, or none does', () => {
    expect(of({ 'mnist1d-cnn': yes, 'fashion-mlp': no })).toBe('depends on the setting');
    expect(of({ 'mnist1d-momentum': no, 'mnist1d-full-batch': yes, 'fashion-full-batch': no })).toBe(
      'depends on the setting',
    );
  });
});

describe('judge', () => {
  it('gives each claim a verdict from its own settings', () => {
    const bySetting = new Map<string, Made>();
    for (const { rule, made } of Object.values(supporting))
      for (const where of rule.settings) {
        const before = bySetting.get(where) ?? {};
        // Claims share arms: each brings the numbers that its rule reads.
        bySetting.set(where, { ...before, ...changed(made, before) });
      }
    const verdicts = judge([...bySetting].flatMap(([where, made]) => makeRuns(where, made)));
    expect(verdicts.map(({ claim, verdict }) => [claim, verdict])).toEqual(
      ['C1', 'C2', 'C3', 'C4', 'state'].map((claim) => [claim, 'supported here']),
    );
  });
});
