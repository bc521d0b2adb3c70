import type { Locator, Page } from '@playwright/test';
import { expect, type Lab, test } from './page';

interface Move {
  handle: string;
  field: string;
  /** Where it is dragged to from its centre, pixels, and what that does to its value. */
  by: { x: number; y: number };
  grows: boolean;
  address: string;
}

const moves: Move[] = [
  {
    handle: 'Large learning rate',
    field: 'Learning rate',
    by: { x: 0, y: 30 },
    grows: false,
    address: 'learningRate',
  },
  {
    handle: 'Small learning rate',
    field: 'Small learning rate',
    by: { x: 0, y: -30 },
    grows: true,
    address: 'smallLearningRate',
  },
  { handle: 'Drop', field: 'Drop at epoch', by: { x: -150, y: 0 }, grows: false, address: 'switchEpoch' },
];

/** A pointer of some kind: pressed, moved along a line, lifted. */
interface Pointer {
  press(x: number, y: number): Promise<void>;
  move(x: number, y: number): Promise<void>;
  lift(): Promise<void>;
}

const mouse = async ({ mouse }: Page): Promise<Pointer> => ({
  press: async (x, y) => {
    await mouse.move(x, y);
    await mouse.down();
  },
  move: (x, y) => mouse.move(x, y),
  lift: () => mouse.up(),
});

async function finger(page: Page): Promise<Pointer> {
  const session = await page.context().newCDPSession(page);
  const send = async (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...touchPoints: { x: number; y: number }[]
  ) => {
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  return {
    press: (x, y) => send('touchStart', { x, y }),
    move: (x, y) => send('touchMove', { x, y }),
    lift: () => send('touchEnd'),
  };
}

const handleOf = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

async function centre(handle: Locator): Promise<{ x: number; y: number }> {
  const box = await handle.boundingBox();
  if (!box) throw new Error('The handle is not drawn.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The centre of a handle that has come to rest: the page grows while its parts arrive. */
async function atRest(handle: Locator): Promise<{ x: number; y: number }> {
  let last = await centre(handle);
  let since = Date.now();
  await expect(async () => {
    const now = await centre(handle);
    if (now.x !== last.x || now.y !== last.y) since = Date.now();
    last = now;
    expect(Date.now() - since).toBeGreaterThan(500);
  }).toPass({ intervals: [50], timeout: 20_000 });
  return last;
}

async function drag(
  lab: Lab,
  pointer: Pointer,
  { handle: name, field, by, grows, address }: Move,
): Promise<void> {
  const { page } = lab;
  const handle = handleOf(page, name);
  await handle.scrollIntoViewIfNeeded();
  const before = Number(await lab.field(field).inputValue());
  const from = await atRest(handle);
  const scrolled = await page.evaluate(() => scrollY);
  const at = (share: number) => [from.x + share * by.x, from.y + share * by.y] as const;
  await pointer.press(...at(0));
  for (let i = 1; i <= 10; i++) await pointer.move(...at(i / 10));
  // Under the pointer as long as it is held: two digits of a rate are a pixel or two, an epoch is several.
  const axis = by.x === 0 ? 'y' : 'x';
  const off = async () => Math.abs((await centre(handle))[axis] - from[axis] - by[axis]);
  await expect.poll(off).toBeLessThan(axis === 'y' ? 4 : 10);
  await pointer.lift();
  const value = Number(await lab.field(field).inputValue());
  if (grows) expect(value).toBeGreaterThan(before);
  else expect(value).toBeLessThan(before);
  await expect(handle).toHaveAttribute('aria-valuenow', String(value));
  await expect(page).toHaveURL(new RegExp(`[?&]${address}=${value}[&#]`));
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await expect(lab.button('Show all')).toBeDisabled();
}

test.describe('by mouse', () => {
  for (const move of moves) {
    test(`${move.handle} follows the drag, and its field follows`, async ({ lab, page }) => {
      await lab.open();
      await drag(lab, await mouse(page), move);
    });
  }
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });
  for (const move of moves) {
    test(`${move.handle} follows the finger, and its field follows`, async ({ lab, page }) => {
      await lab.open();
      await drag(lab, await finger(page), move);
    });
  }
  test('on a phone: the page does not scroll under a dragged handle', async ({ lab, page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await lab.open();
    const pointer = await finger(page);
    for (const move of moves) await drag(lab, pointer, { ...move, by: { x: move.by.x / 3, y: move.by.y } });
  });
});

test.describe('by keyboard', () => {
  for (const [name, field, keys] of [
    [
      'Large learning rate',
      'Learning rate',
      { ArrowUp: '0.44', ArrowDown: '0.4', PageUp: '0.64', Home: '0.00001', End: '10' },
    ],
    [
      'Small learning rate',
      'Small learning rate',
      { ArrowDown: '0.0027', ArrowUp: '0.003', 'Shift+ArrowUp': '0.0048', Home: '0.000001', End: '10' },
    ],
    [
      'Drop',
      'Drop at epoch',
      { ArrowLeft: '29', ArrowRight: '30', PageDown: '25', 'Shift+ArrowRight': '30', Home: '0', End: '60' },
    ],
  ] as const) {
    test(`${name} moves, and its field follows`, async ({ lab, page }) => {
      await lab.open();
      await handleOf(page, name).focus();
      for (const [key, value] of Object.entries(keys)) {
        await page.keyboard.press(key);
        await expect(lab.field(field)).toHaveValue(value);
        await expect(handleOf(page, name)).toHaveAttribute('aria-valuenow', String(Number(value)));
        await expect(handleOf(page, name)).toBeFocused();
      }
    });
  }
  test('what the handles mean is said', async ({ lab, page }) => {
    await lab.open();
    await expect(handleOf(page, 'Drop')).toHaveAttribute('aria-valuetext', 'drop at epoch 30');
    await expect(handleOf(page, 'Large learning rate')).toHaveAttribute(
      'aria-valuetext',
      'learning rate 0.4',
    );
  });
});
