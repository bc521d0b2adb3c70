import { expect, type Lab, test } from './page';

/** Opens the page and waits for the run that it shows: axes follow it. */
async function open(lab: Lab): Promise<void> {
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
}

const plot = (lab: Lab) => lab.page.getByRole('region', { name: 'Loss plot' });

/** The tick labels of an axis of a figure. */
const ticks = (lab: Lab, figure: 'Loss' | 'Accuracy', axis: 'x' | 'y') =>
  lab.figure(figure).locator(`.${axis}-axis text`).allTextContents();

/** The plot's middle in the window, once the page has stopped growing. */
async function middle(lab: Lab): Promise<{ x: number; y: number }> {
  await plot(lab).scrollIntoViewIfNeeded();
  let last = { x: 0, y: 0 };
  await expect(async () => {
    const box = await plot(lab).boundingBox();
    const now = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    const moved = now.x !== last.x || now.y !== last.y;
    last = now;
    expect(moved).toBe(false);
  }).toPass({ intervals: [300], timeout: 20_000 });
  return last;
}

test('wheel: with Ctrl all figures zoom, without it the page scrolls', async ({ lab, page }) => {
  await open(lab);
  const { x, y } = await middle(lab);
  await page.mouse.move(x, y);
  const whole = await ticks(lab, 'Loss', 'x');
  const scrolled = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
  await expect(lab.button('Show all')).toBeDisabled();
  await page.mouse.wheel(0, -120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled);
  await page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(lab.button('Show all')).toBeEnabled();
  await expect.poll(() => ticks(lab, 'Loss', 'x')).not.toEqual(whole);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await expect
    .poll(async () => String(await ticks(lab, 'Accuracy', 'x')) === String(await ticks(lab, 'Loss', 'x')))
    .toBe(true);
  await lab.button('Show all').click();
  await expect.poll(() => ticks(lab, 'Loss', 'x')).toEqual(whole);
});

test('a zoomed figure is panned by dragging, and no further than the run', async ({ lab, page }) => {
  await open(lab);
  const { x, y } = await middle(lab);
  for (let i = 0; i < 2; i++) await lab.button('Zoom in').click();
  const before = await ticks(lab, 'Loss', 'x');
  const drag = async (by: number) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 10; i++) await page.mouse.move(x + (by * i) / 10, y);
    await page.mouse.up();
  };
  await drag(-100);
  await expect.poll(() => ticks(lab, 'Loss', 'x')).not.toEqual(before);
  for (let i = 0; i < 8; i++) await drag(200);
  await expect.poll(async () => (await ticks(lab, 'Loss', 'x')).includes('0')).toBe(true);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });
  test('two fingers that part zoom in, and together again zoom out', async ({ lab, page }) => {
    await open(lab);
    const { x, y } = await middle(lab);
    const session = await page.context().newCDPSession(page);
    const pinch = async (from: number, to: number) => {
      const at = (apart: number) => [
        { x: x - apart, y, id: 0 },
        { x: x + apart, y, id: 1 },
      ];
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: ReturnType<typeof at>) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints });
      await send('touchStart', at(from));
      for (let i = 1; i <= 10; i++) await send('touchMove', at(from + ((to - from) * i) / 10));
      await send('touchEnd', []);
    };
    const whole = await ticks(lab, 'Loss', 'x');
    await pinch(20, 120);
    await expect(lab.button('Show all')).toBeEnabled();
    await expect.poll(() => ticks(lab, 'Loss', 'x')).not.toEqual(whole);
    await pinch(150, 5);
    await expect.poll(() => ticks(lab, 'Loss', 'x')).toEqual(whole);
  });
});

test('the log switch changes the axis of its figure alone', async ({ lab, page }) => {
  await open(lab);
  const button = page.getByRole('button', { name: 'Loss: log scale' });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const [loss, accuracy] = [await ticks(lab, 'Loss', 'y'), await ticks(lab, 'Accuracy', 'y')];
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => ticks(lab, 'Loss', 'y')).not.toEqual(loss);
  expect(await ticks(lab, 'Accuracy', 'y')).toEqual(accuracy);
  await button.click();
  await expect.poll(() => ticks(lab, 'Loss', 'y')).toEqual(loss);
});
