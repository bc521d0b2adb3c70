import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

describe('locks that stay silent', () => {
  const never = () => new Promise<never>(() => {});
  const silent = { request: never, query: never } as unknown as LockManager;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are given after a while, with words that another tab may have the run', async () => {
    const asked = createRunLocks(silent).holdRun('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await asked).toMatchObject({
      held: true,
      doubt: 'What keeps tabs apart in this browser did not answer within 5 s.',
    });
  });

  it('are given again after they were let go', async () => {
    const locks = createRunLocks(silent);
    const first = locks.holdRun('a');
    await vi.advanceTimersByTimeAsync(5000);
    (await first).release();
    const second = locks.holdRun('a');
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await second).held).toBe(true);
  });

  it('count as held by nobody else', async () => {
    const asked = createRunLocks(silent).isHeldElsewhere(['a']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await asked).toEqual(new Set());
  });

  it('that come too late are not kept from other tabs', async () => {
    let give = (): unknown => undefined;
    const late = {
      request: (_: string, __: LockOptions, work: (lock: object) => unknown) =>
        new Promise((ended) => {
          give = async () => ended(await work({}));
        }),
    } as unknown as LockManager;
    const asked = createRunLocks(late).holdRun('a');
    await vi.advanceTimersByTimeAsync(5000);
    (await asked).release();
    let free = false;
    Promise.resolve(give()).then(() => {
      free = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(free).toBe(true);
  });
});
