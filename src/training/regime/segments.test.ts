import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from './events';
import { Hysteresis, withEvents } from './segments';
import type { Regime, Segment, Subtype } from './types';

const verdicts: Record<string, [Regime, Subtype]> = {
  s: ['small-step', ''],
  w: ['large-step', 'wall-to-wall'],
  o: ['large-step', 'own-floor'],
  t: ['transition', ''],
  u: ['undecided', ''],
};

/** A window of 20 steps per letter, ending every 10 steps: half a window is two in a row. */
const segmentsOf = (letters: string, marks: readonly Mark[]): Segment[] => {
  const windows = new Hysteresis();
  [...letters].forEach((letter, i) => {
    const [regime, subtype] = verdicts[letter];
    windows.add({ from: 10 * (i - 1), to: 10 * (i + 1), regime, subtype });
  });
  return withEvents(windows.segments, marks);
};

/** A letter per ten steps: the first of the regime, or of the subtype of a large step. */
const letterOf = ({ regime, subtype }: Segment) => (subtype || regime)[0];
const spelled = (segments: Segment[]) =>
  segments.map((segment) => letterOf(segment).repeat((segment.to - segment.from) / 10)).join('');

describe('hysteresis', () => {
  it('wants agreement over half a window, however much windows overlap', () => {
    const windows = new Hysteresis();
    const add = (to: number, regime: Segment['regime']) =>
      windows.add({ from: to - 80, to, regime, subtype: '' });
    for (let to = 10; to <= 100; to += 10) add(to, 'small-step');
    // Four windows in a row share 50 of their 80 steps.
    for (let to = 110; to <= 140; to += 10) add(to, 'transition');
    add(150, 'small-step');
    const steady = [
      { from: 0, to: 10, regime: 'undecided', subtype: '' },
      { from: 10, to: 150, regime: 'small-step', subtype: '' },
    ];
    expect(windows.segments).toEqual(steady);
    for (let to = 160; to <= 200; to += 10) add(to, 'transition');
    expect(windows.segments).toEqual([
      steady[0],
      { ...steady[1], to: 160 },
      { from: 160, to: 200, regime: 'transition', subtype: '' },
    ]);
  });

  it.each([
    ['s', 'u'],
    ['ss', 'us'],
    ['usss', 'uuss'],
    ['sswss', 'ussss'],
    ['sswwss', 'usswws'],
    ['sswtss', 'ussss' + 's'],
    ['wwttww', 'uwwtt' + 'w'],
    ['wwoow', 'uwwoo'],
    ['wwoww', 'uwwww'],
    // Two large steps in a row are large, whichever limits them.
    ['sswo', 'usso'],
    ['ssuu', 'ussu'],
  ])('%s reads %s', (windows, expected) => {
    expect(spelled(segmentsOf(windows, []))).toBe(expected);
  });

  it('is nothing without windows or events', () => {
    expect(segmentsOf('', [])).toEqual([]);
  });
});

const diverged = (known: number): Mark => ({ known, from: known - 1, regime: 'diverged' });

describe('events', () => {
  const small: Omit<Segment, 'from' | 'to'> = { regime: 'small-step', subtype: '' };
  const unknown: Omit<Segment, 'from' | 'to'> = { regime: 'undecided', subtype: '' };

  it('override the windows from their step on', () => {
    expect(segmentsOf('ssss', [diverged(23)])).toEqual([
      { from: 0, to: 10, ...unknown },
      { from: 10, to: 22, ...small },
      { from: 22, to: 40, regime: 'diverged', subtype: '' },
    ]);
  });

  it('after the last window prolong the strip up to what is known', () => {
    expect(segmentsOf('ss', [diverged(26)])).toEqual([
      { from: 0, to: 10, ...unknown },
      { from: 10, to: 25, ...small },
      { from: 25, to: 26, regime: 'diverged', subtype: '' },
    ]);
    expect(segmentsOf('', [diverged(3)])).toEqual([
      { from: 0, to: 2, ...unknown },
      { from: 2, to: 3, regime: 'diverged', subtype: '' },
    ]);
  });

  it('that turn out otherwise are rewritten, and the windows decide again after them', () => {
    const marks: Mark[] = [
      diverged(23),
      { known: 31, from: 15, regime: 'catapult' },
      { known: 31, from: 31, regime: 'windows' },
    ];
    expect(segmentsOf('ssss', marks)).toEqual([
      { from: 0, to: 10, ...unknown },
      { from: 10, to: 15, ...small },
      { from: 15, to: 31, regime: 'catapult', subtype: '' },
      { from: 31, to: 40, ...small },
    ]);
  });

  it('leave no gap, no overlap and no equal neighbours', () => {
    const letters = fc.array(fc.constantFrom(...'swotu'), { maxLength: 20 }).map((list) => list.join(''));
    const marks = fc.array(
      fc.record({
        known: fc.integer({ min: 1, max: 250 }),
        back: fc.integer({ min: 0, max: 60 }),
        regime: fc.constantFrom('catapult' as const, 'diverged' as const, 'windows' as const),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(letters, marks, (windows, list) => {
        const ordered = list
          .sort((a, b) => a.known - b.known)
          .map(({ known, back, regime }) => ({ known, from: Math.max(0, known - back), regime }));
        const segments = segmentsOf(windows, ordered);
        // The last event from whose step on anything is said decides.
        for (let step = 0.5; step < (segments.at(-1)?.to ?? 0); step++) {
          const mark = ordered.findLast(({ from }) => from < step);
          const said = segments.find(({ from, to }) => from < step && to > step);
          if (mark && mark.regime !== 'windows') expect(said?.regime).toBe(mark.regime);
          else
            expect(said?.regime).toBe(
              segmentsOf(windows, [{ ...diverged(250), from: 250 }]).find(({ to }) => to > step)?.regime,
            );
        }
        const end = Math.max(10 * windows.length, ...ordered.map((mark) => mark.known));
        expect(segments.at(-1)?.to ?? 0).toBe(end);
        segments.forEach((segment, i) => {
          expect(segment.from).toBe(i === 0 ? 0 : segments[i - 1].to);
          expect(segment.to).toBeGreaterThan(segment.from);
          const { regime, subtype } = segment;
          if (i > 0) expect(segments[i - 1]).not.toMatchObject({ regime, subtype });
        });
      }),
    );
  });
});
