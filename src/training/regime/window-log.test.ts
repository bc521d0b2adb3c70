import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WindowReading } from './types';
import { WindowLog } from './window-log';

const number = fc.float({ noDefaultInfinity: true });
const estimate = fc.record({ value: number, low: number, high: number });
const count = fc.nat({ max: 1000 });
const verdict = fc.constantFrom(
  { regime: 'undecided', subtype: '' } as const,
  { regime: 'small-step', subtype: '' } as const,
  { regime: 'transition', subtype: '' } as const,
  { regime: 'large-step', subtype: '' } as const,
  { regime: 'large-step', subtype: 'own-floor' } as const,
  { regime: 'large-step', subtype: 'wall-to-wall' } as const,
);
/** Windows that end every ten steps, everything else at random. */
const windows = fc
  .array(
    fc.record({
      kappa: estimate,
      landing: estimate,
      crossed: number,
      share: estimate,
      rises: number,
      measured: count,
      uphill: count,
      resolved: count,
      verdict,
    }),
  )
  .map((list) =>
    list.map(
      ({ verdict, ...rest }, i): WindowReading => ({ from: 10 * i, to: 10 * i + 10, ...rest, ...verdict }),
    ),
  );

it('gives back the windows it was given, one by one and all, also after forgetting some', () => {
  fc.assert(
    fc.property(windows, fc.nat({ max: 10 }), (list, kept) => {
      const log = new WindowLog();
      log.append(list.slice(0, kept));
      log.append(list.slice(kept));
      expect([...log]).toEqual(list);
      expect(log.at(-1)).toEqual(list.at(-1));
      expect(log.at(list.length)).toBeUndefined();
      log.truncateAfter(10 * kept + 5);
      expect([...log]).toEqual(list.slice(0, kept));
    }),
  );
});

it('finds the last window that ends by a step, none before the first', () => {
  fc.assert(
    fc.property(windows, fc.nat({ max: 100 }), (list, step) => {
      const log = new WindowLog();
      log.append(list);
      expect(log.upTo(step)).toEqual(list.findLast(({ to }) => to <= step));
    }),
  );
});
