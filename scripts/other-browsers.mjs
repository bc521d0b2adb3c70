/** Finds a Firefox and a WebKit for the smoke of the page in other browsers, or installs them. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installBuilds, installPackages, works } from './chromium.mjs';

const { env } = process;
const onPath = (names, check) =>
  (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(check);

/** A browser of the system: how it is found, the route to it and the packages it comes in. */
const ofSystem = {
  firefox: {
    route: 'bidi',
    find: () => onPath(['firefox-esr', 'firefox'], works),
    packages: ['firefox-esr'],
  },
  webkit: {
    route: 'webdriver',
    // The MiniBrowser that it starts has no headless mode.
    find: () => onPath(['Xvfb'], existsSync) && onPath(['WebKitWebDriver'], existsSync),
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
};
const kinds = Object.keys(ofSystem);

/**
 * What there is of each kind: `{ kind, route, path }`. Playwright's own build comes first, as somebody installed it
 * for tests; then the browser of the system. Needs the packages installed.
 */
export async function findOtherBrowsers() {
  const playwright = await import('@playwright/test');
  return kinds.flatMap((kind) => {
    const own = playwright[kind].executablePath();
    if (existsSync(own)) return [{ kind, route: 'playwright', path: own }];
    const { route, find } = ofSystem[kind];
    const path = find();
    return path ? [{ kind, route, path }] : [];
  });
}

/** The same after installing what is missing, and which kinds could not be had: `{ found, missing }`. */
export async function ensureOtherBrowsers() {
  const look = async () => {
    const found = await findOtherBrowsers();
    return { found, missing: kinds.filter((kind) => !found.some((each) => each.kind === kind)) };
  };
  let { found, missing } = await look();
  for (const install of [
    () => installPackages(...missing.flatMap((kind) => ofSystem[kind].packages)),
    () => installBuilds(...missing),
  ]) {
    if (missing.length === 0) break;
    console.log(`Not found: ${missing.join(', ')}; installing ...`);
    install();
    ({ found, missing } = await look());
  }
  return { found, missing };
}
