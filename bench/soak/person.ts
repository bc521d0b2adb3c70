/** What a person does with the one long run, and how long the page lets them wait. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { within } from '../../src/training/within';

const name = 'Soak';
/** Longest time for a stretch of training, seconds. */
const stretchSeconds = 1200;
/** The time from Pause to "Paused" is asked for no longer than this, seconds. */
const pauseSeconds = 60;

export class Person {
  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  /** Opens the page and begins the run, which gets a name. */
  async begin(): Promise<void> {
    await this.page.goto(this.url);
    await this.train();
    await this.reached(1);
    await this.pause();
    await this.runs
      .first()
      .getByRole('button', { name: /^Rename/ })
      .click();
    await this.page.getByRole('textbox', { name: /^New name/ }).fill(name);
    await this.page.keyboard.press('Enter');
    await this.button(`Delete ${name}`).waitFor();
  }

  async train(): Promise<void> {
    await this.button('Train').click();
  }

  /** Resolves once the run that is shown has come to `step`, or to its end; where it stops, that is an error. */
  async reached(step: number): Promise<void> {
    const text = await within(stretchSeconds, this.page.evaluate(whenReached, step), 'The run');
    if (/^(Stopped|Diverged)/.test(text)) throw new Error(`The run does not go on: ${text}`);
  }

  /** Milliseconds from the click on Pause until the page says that it rests; undefined where it has ended by itself. */
  async pause(): Promise<number | undefined> {
    return within(pauseSeconds, this.page.evaluate(pauseNow), 'Pause');
  }

  /** The last step that the status names. */
  async step(): Promise<number> {
    const text = await this.statusText();
    return Number(text.match(/step ([\d,]+)/)?.[1].replaceAll(',', '') ?? Number.NaN);
  }

  async isOver(): Promise<boolean> {
    return /^Finished/.test(await this.statusText());
  }

  async rests(): Promise<boolean> {
    return /^Paused/.test(await this.statusText());
  }

  /** Another tab lies before this one while `meanwhile` goes on. */
  async hideWhile(meanwhile: () => Promise<void>): Promise<void> {
    const other = await this.context.newPage();
    await other.bringToFront();
    const seen = await this.page.evaluate(() => document.visibilityState);
    if (seen !== 'hidden') throw new Error('The page is not hidden behind the other tab.');
    await meanwhile();
    await this.page.bringToFront();
    await other.close();
  }

  async drop(): Promise<void> {
    await this.button('Drop to small step').click();
    await this.page.locator('button:disabled', { hasText: /^Drop to small step$/ }).waitFor();
  }

  /** Takes a drop back: from now on the step is large again. */
  async raise(epoch: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Drop at epoch', exact: true });
    await field.fill(String(epoch));
    await field.press('Enter');
    await this.page.locator('button:enabled', { hasText: /^Drop to small step$/ }).waitFor();
  }

  /** Forks the run, trains the fork for `steps` steps and throws it away. */
  async fork(steps: number): Promise<void> {
    await this.button('Fork here').click();
    await this.runs.nth(1).waitFor();
    const from = await this.step();
    await this.train();
    await this.reached(from + steps);
    await this.discardOthers();
  }

  /** Opens a file, looks at its run and throws that away. */
  async openFile(path: string): Promise<void> {
    await this.page.getByLabel('Files to open').setInputFiles(path);
    await this.runs.nth(1).waitFor({ timeout: 120_000 });
    await this.page.waitForTimeout(500);
    await this.discardOthers();
  }

  /** Loads the page again in the middle of the training, and goes on. Resolves to the steps that it cost. */
  async reload(): Promise<number> {
    const before = await this.step();
    await this.page.reload();
    await this.button(name).waitFor({ timeout: 120_000 });
    // Nothing says so where the page went before it had kept anything of this stretch: then the run just rests.
    const resume = this.button('Resume');
    const interrupted = (await resume.count()) > 0;
    if (!interrupted) await this.button(name).click();
    const from = interrupted ? await this.keptUpTo() : await this.step();
    await (interrupted ? resume.click() : this.train());
    await this.button('Pause').waitFor({ timeout: 120_000 });
    return before - from;
  }

  /** Loads the page again while nothing trains, and looks at the run. */
  async comeBack(): Promise<void> {
    await this.page.reload();
    await this.button(name).click({ timeout: 120_000 });
  }

  async exportJson(): Promise<void> {
    await this.button('Export').click();
    await this.button('Run as JSON').click();
  }

  /** What the page says of itself, for whoever looks for what went wrong. */
  async said(): Promise<string> {
    return [await this.statusText(), ...(await this.page.getByRole('alert').allTextContents())].join(' | ');
  }

  private async keptUpTo(): Promise<number> {
    const text = await this.page.getByText(/it is kept up to step/).textContent();
    return Number(text?.match(/up to step ([\d,]+)/)?.[1].replaceAll(',', ''));
  }

  private get runs(): Locator {
    return this.page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');
  }

  private button(label: string): Locator {
    return this.page.getByRole('button', { name: label, exact: true });
  }

  private async statusText(): Promise<string> {
    return this.page.evaluate(
      () => document.querySelector('[role=status]')?.previousElementSibling?.textContent ?? '',
    );
  }

  /** Deletes every run but the long one; what would bring them back is let go too. */
  private async discardOthers(): Promise<void> {
    while ((await this.runs.count()) > 1) {
      const others = this.runs.getByRole('button', { name: new RegExp(`^Delete (?!${name}$)`) });
      await others.first().click();
    }
    const messages = this.button('Dismiss this message');
    while ((await messages.count()) > 0) await messages.first().click();
    await this.button(name).click();
  }
}

/** Runs in the page: the status once it names `step` or a later one, or says that the run is over or was stopped. */
function whenReached(step: number): Promise<string> {
  const line = document.querySelector('[role=status]')?.previousElementSibling as Element;
  return new Promise((resolve) => {
    const look = () => {
      const text = line.textContent ?? '';
      const at = Number(text.match(/step ([\d,]+)/)?.[1].replaceAll(',', '') ?? Number.NaN);
      if (!/^(Finished|Stopped|Diverged)/.test(text) && !(at >= step)) return;
      observer.disconnect();
      resolve(text);
    };
    const observer = new MutationObserver(look);
    observer.observe(line, { childList: true, characterData: true, subtree: true });
    look();
  });
}

/** Runs in the page: presses Pause and waits for the status. */
function pauseNow(): Promise<number | undefined> {
  const line = document.querySelector('[role=status]')?.previousElementSibling as Element;
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Pause');
  if (!button) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      const text = line.textContent ?? '';
      if (!/^(Paused|Finished)/.test(text)) return;
      observer.disconnect();
      resolve(text.startsWith('Paused') ? performance.now() - began : undefined);
    });
    observer.observe(line, { childList: true, characterData: true, subtree: true });
    button.click();
  });
}
