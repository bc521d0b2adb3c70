/** What loads each part of the site, and what is said where it does not come. */
import type { Page } from '@playwright/test';
import { lessons } from '../src/lessons/registry';

export interface Press {
  name: string;
  /** What a person does; what it loads has been asked for when it resolves or soon after. */
  press(page: Page): Promise<unknown>;
  words: RegExp;
  /** Parts without which it works all the same, and what is said then. */
  spare?: { of: RegExp; words: RegExp };
  /** Parts are asked for one after the other, by a program that starts first: longest time between two of them, ms. */
  slow?: number;
  /** Leads back to where the next one begins. */
  after?(page: Page): Promise<unknown>;
}

export interface Place {
  address: string;
  /** Said when the place itself, or what it loads at once, does not come. */
  words: RegExp;
  presses: readonly Press[];
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const click = (name: string) => (page: Page) => button(page, name).click();
/** Opens a dialog, or the words in its place. */
const dialog = (name: string) => async (page: Page) => {
  await button(page, name).click();
  await page.getByRole('dialog').waitFor();
};
const open = (name: string, text: string) => (page: Page) =>
  page.getByLabel('Files to open').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const closeAll = async (page: Page) => {
  while ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape');
};
const table = [
  'across,up,when',
  ...Array.from({ length: 60 }, (_, i) => `${i},${i % 7},${i % 2 ? 'a' : 'b'}`),
];
const log = ['step,loss', ...Array.from({ length: 30 }, (_, i) => `${i},${2 - i / 30}`)];

const exported = (name: string): Press => ({
  name,
  slow: 500,
  press: async (page) => {
    if ((await page.getByRole('dialog').count()) === 0) await dialog('Export')(page);
    await button(page, name).click();
  },
  words: new RegExp(`${name} could not be made: The .* could not be loaded`),
});

const small = 'dataset=moons&trainSize=60&width=4&hiddenLayers=1&batchSize=10&epochs=2&switchEpoch=1';
const backends = ['wasm', 'webgpu', 'webgl', 'cpu'] as const;
const engine = 'The (WebAssembly|WebGPU|WebGL|plain) engine could not be loaded';
const stages =
  'What this step shows could not be loaded|A part of the site is missing|The formula did not arrive|The microscope could not be loaded';

/** In the order in which a part counts as loaded by the first that asks for it. */
export const places: readonly Place[] = [
  {
    address: './#explore',
    words:
      /The (regime lens|list of runs) could not be loaded|Runs are not kept when the page closes, and kept ones are not shown/,
    presses: [
      {
        name: 'table',
        press: (page) => page.getByText('Show as table: Loss').click(),
        words: /The table could not be loaded/,
      },
      {
        name: 'formula',
        press: (page) =>
          page
            .locator('summary', { hasText: /^What is this\?/ })
            .first()
            .click(),
        words: /The formula did not arrive/,
      },
      {
        name: 'measuring',
        press: (page) => page.locator('summary', { hasText: /^Measuring/ }).click(),
        words: /The settings of what is measured could not be loaded/,
      },
      {
        name: 'cut-offs',
        press: (page) => page.locator('summary', { hasText: 'Cut-offs of the regimes' }).click(),
        words: /The cut-offs of the regimes could not be loaded/,
      },
      { name: 'slow motion', press: click('Slow motion'), words: /The slow motion could not be loaded/ },
      {
        name: 'compare',
        press: (page) => page.getByText('Compare', { exact: true }).click(),
        words: /The comparison of runs could not be loaded/,
      },
      {
        name: 'keys',
        press: dialog('Keyboard shortcuts'),
        words: /The list of keys could not be loaded/,
        after: closeAll,
      },
      {
        name: 'share',
        press: dialog('Share'),
        words: /The link to share could not be loaded/,
        after: closeAll,
      },
      { name: 'export', press: dialog('Export'), words: /The export could not be loaded/, after: closeAll },
      {
        name: 'log',
        press: open('log.csv', log.join('\n')),
        slow: 1000,
        words: /The opening of files could not be loaded|The program that reads files could not be loaded/,
      },
      {
        name: 'delete all',
        press: dialog('Delete all runs and data'),
        words: /The question before deleting could not be loaded/,
        after: closeAll,
      },
      {
        name: 'own data',
        press: dialog('Own data…'),
        words: /The dialog for your own data could not be loaded/,
        after: closeAll,
      },
    ],
  },
  // What is behind a part that is known by now.
  {
    address: './#explore',
    words: /never/,
    presses: ['Run as CSV', 'Figure as SVG', 'All figures as ZIP', 'PyTorch script']
      .concat('Keras schedule', 'optax schedule')
      .map(exported),
  },
  {
    address: './#explore',
    words: /never/,
    presses: [
      {
        name: 'odd log',
        press: async (page) => {
          await open('odd.csv', log.join('\n').replace('loss', 'wings'))(page);
          await page.getByRole('dialog').waitFor();
        },
        words: /The dialog for logs could not be loaded/,
        after: closeAll,
      },
      {
        name: 'data',
        press: async (page) => {
          await dialog('Own data…')(page);
          const buffer = Buffer.from(table.join('\n'));
          await page
            .getByLabel('Data files')
            .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer });
        },
        slow: 1000,
        words: /The program that reads data could not be loaded/,
        after: closeAll,
      },
    ],
  },
  {
    address: './?dataset=moons#explore',
    words:
      /The view of the plane could not be loaded|This link could not be read: a part of the page did not arrive/,
    presses: [],
  },
  ...backends.map((backend) => ({
    address: `./?backend=${backend}&${small}#explore`,
    words: /never/,
    presses: [
      {
        name: `train on ${backend}`,
        press: click('Train'),
        slow: 2000,
        words: new RegExp(
          `The program that trains could not be loaded|${engine}|The (landings of the steps|valleys of the last steps|microscope) could not be loaded`,
        ),
        // A run that begins takes no step again.
        spare: { of: /read-checkpoints/, words: /A part of the site is missing/ },
      },
    ],
  })),
  { address: './', words: /The start page could not be loaded/, presses: [] },
  { address: './#about', words: /The page about this site could not be loaded/, presses: [] },
  { address: './#evidence', words: /The evidence could not be loaded/, presses: [] },
  { address: './#lessons', words: /The lessons could not be loaded/, presses: [] },
  ...lessons.map(({ id }) => ({
    address: `./#lessons/${id}/1`,
    words: new RegExp(
      `This lesson could not be loaded|The program that reads recordings could not be loaded|The lessons could not be loaded|${stages}`,
    ),
    presses: Array.from({ length: 9 }, (_, i) => ({
      name: `step ${i + 2} of ${id}`,
      press: (page: Page) =>
        page.evaluate(
          (to) => {
            location.hash = to;
          },
          `#lessons/${id}/${i + 2}`,
        ),
      words: new RegExp(stages),
    })),
  })),
  ...backends.map((backend) => ({
    address: `./?backend=${backend}&${small}#phase-diagram`,
    words: /The phase diagram could not be loaded/,
    presses: [
      {
        name: `sweep on ${backend}`,
        press: (page: Page) => page.getByRole('button', { name: /^Start( anew)?$/ }).click(),
        slow: 2000,
        words: new RegExp(`The program that trains sweeps could not be loaded|${engine}`),
      },
    ],
  })),
];
