import { expect, test } from './page';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test('on a phone the header takes two rows, and the current place is in view', async ({ lab, page }) => {
  await lab.open();
  await expect(lab.status).toContainText('Recorded run');
  const header = page.getByRole('banner');
  const links = page.getByRole('navigation', { name: 'Parts of the site' });
  const height = await lab.button('Share').evaluate((button) => button.clientHeight);
  const box = () => header.evaluate((each) => each.getBoundingClientRect().height);
  expect(await box()).toBeLessThan(3 * height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  for (const name of ['About', 'Start', 'Evidence', 'Explore']) {
    const link = links.getByRole('link', { name });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(link).toBeInViewport({ ratio: 1 });
    const [whole, part] = await Promise.all([links.boundingBox(), link.boundingBox()]);
    if (!whole || !part) throw new Error('not drawn');
    expect(part.x).toBeGreaterThanOrEqual(whole.x);
    expect(part.x + part.width).toBeLessThanOrEqual(whole.x + whole.width);
    expect(await box()).toBeLessThan(3 * height);
  }
});

test('on a phone every button of the header is reached by the keyboard, and seen then', async ({
  lab,
  page,
}) => {
  await lab.open();
  for (const name of ['Export', 'Share', 'Presenter', /^Theme/, 'Keyboard shortcuts']) {
    const button = page.getByRole('banner').getByRole('button', { name });
    await page.keyboard.press('Tab');
    while (!(await button.evaluate((each) => each === document.activeElement)))
      await page.keyboard.press('Tab');
    await expect(button).toBeInViewport({ ratio: 1 });
  }
});

test('on a phone a link that is pressed where it is seen is the one that opens', async ({ lab: _, page }) => {
  await page.goto('./');
  const links = page.getByRole('navigation', { name: 'Parts of the site' });
  const row = await links.boundingBox();
  const link = await links.getByRole('link', { name: 'Lessons' }).boundingBox();
  if (!row || !link) throw new Error('not drawn');
  // It begins within the row and ends beyond: brought to its middle, it would not lie under the mouse any more.
  expect(link.x + 12).toBeLessThan(row.x + row.width);
  expect(link.x + link.width).toBeGreaterThan(row.x + row.width);
  // A mouse of its own: nothing is scrolled to before.
  await page.mouse.move(link.x + 8, link.y + link.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(100);
  await page.mouse.up();
  await expect(page).toHaveURL(/#lessons$/);
});
