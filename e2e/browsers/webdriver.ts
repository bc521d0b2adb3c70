/** WebKitGTK's MiniBrowser over WebDriver, on a screen that nobody sees. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, Key, Origin } from 'selenium-webdriver';
// @ts-expect-error plain JavaScript
import { freePort } from '../../scripts/free-port.mjs';
import { type Driver, size } from './driver';

const keys = { Enter: Key.ENTER, Escape: Key.ESCAPE };

/** Starts an X server that chooses its own display, and gives the name of that. */
async function openScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [number] = await once(screen.stdio[3] as Readable, 'data');
  return { screen, display: `:${String(number).trim()}` };
}

async function answering(address: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (
      await fetch(`${address}/status`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver started and does not answer.');
}

/** `path` is that of WebKitWebDriver, which knows its MiniBrowser. */
export async function openWebkit(path: string, downloads: string): Promise<Driver> {
  const { screen, display } = await openScreen();
  const port: number = await freePort();
  const server = `http://127.0.0.1:${port}`;
  // Without a folder of its own for them, downloads go to the home.
  const home = { HOME: downloads, XDG_CONFIG_HOME: downloads };
  const service = spawn(path, [`--port=${port}`], {
    env: { ...process.env, ...home, DISPLAY: display },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = () => {
    service.kill();
    screen.kill();
  };
  process.once('exit', stop);
  await answering(server);
  // The server is given: selenium looks for no driver, and so downloads none.
  const capabilities = new Capabilities({ browserName: 'MiniBrowser' });
  const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  await driver
    .manage()
    .window()
    .setRect({ x: 0, y: 0, ...size });
  const version = (await driver.getCapabilities()).get('browserVersion');
  return {
    name: `WebKitGTK ${version}`,
    downloads,
    goto: (address) => driver.get(address),
    reload: () => driver.navigate().refresh(),
    evaluate: (expression) => driver.executeScript(`return ${expression}`),
    click: (x, y) =>
      driver
        .actions()
        .move({ x: Math.round(x), y: Math.round(y), duration: 0, origin: Origin.VIEWPORT })
        .click()
        .perform(),
    type: (text) => driver.actions().sendKeys(text).perform(),
    press: (key) => driver.actions().sendKeys(keys[key]).perform(),
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    faults: () => [],
    async close() {
      await driver.quit();
      stop();
    },
  };
}
