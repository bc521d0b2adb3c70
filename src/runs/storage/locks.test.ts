import { describe, expect, it } from 'vitest';
import { createRunLocks } from './locks';

/** The lock manager of a browser, as far as it is used: exclusive locks, given if free. Answers arrive later. */
function browserLocks() {
  const held = new Set<string>();
  const later = () => new Promise((done) => setTimeout(done));
  return {
    request: async (name: string, _options: LockOptions, work: (lock: object | null) => unknown) => {
      await later();
      if (held.has(name)) return work(null);
      held.add(name);
      await work({ name });
      await later();
      held.delete(name);
    },
    query: async () => {
      await later();
      return { held: [...held].map((name) => ({ name })) };
    },
  } as unknown as LockManager;
}

describe('locks of runs', () => {
  it('let one tab have a run, until it lets go', async () => {
    const browser = browserLocks();
    const [one, two] = [createRunLocks(browser), createRunLocks(browser)];
    const hold = await one.holdRun('a');
    expect(hold.held).toBe(true);
    expect((await two.holdRun('a')).held).toBe(false);
    expect((await two.holdRun('b')).held).toBe(true);
    expect([await one.isHeldElsewhere(['a', 'b', 'c']), await two.isHeldElsewhere(['a', 'b', 'c'])]).toEqual([
      new Set('b'),
      new Set('a'),
    ]);
    hold.release();
    hold.release();
    await expect.poll(async () => (await two.holdRun('a')).held).toBe(true);
    expect((await one.holdRun('a')).held).toBe(false);
    expect(await one.isHeldElsewhere(['a'])).toEqual(new Set('a'));
  });

  it('can be held twice in a tab, and again right after', async () => {
    const locks = createRunLocks(browserLocks());
    const holds = await Promise.all([locks.holdRun('a'), locks.holdRun('a')]);
    expect(holds.map(({ held }) => held)).toEqual([true, true]);
    holds[0].release();
    expect(await locks.isHeldElsewhere(['a'])).toEqual(new Set());
    holds[1].release();
    const again = locks.holdRun('a');
    expect(await locks.isHeldElsewhere(['a'])).toEqual(new Set());
    expect((await again).held).toBe(true);
  });

  it('are granted by a browser that has none or refuses them', async () => {
    const refusing = {
      request: () => Promise.reject(new DOMException('No.', 'SecurityError')),
      query: () => Promise.reject(new DOMException('No.', 'SecurityError')),
    } as unknown as LockManager;
    for (const manager of [undefined, refusing]) {
      const locks = createRunLocks(manager);
      const hold = await locks.holdRun('a');
      expect(hold.held).toBe(true);
      hold.release();
      expect((await locks.holdRun('a')).held).toBe(true);
      expect(await locks.isHeldElsewhere(['a'])).toEqual(new Set());
    }
  });
});
