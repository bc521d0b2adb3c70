/** A person at a page, for any browser: finds things by role and name, points at them, reads what stands there. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Driver } from './driver';

const selectors = {
  button: 'button',
  link: 'a[href]',
  textbox: 'input:not([type]), input[type=text], input[type=number], textarea',
  slider: 'input[type=range]',
  heading: 'h1, h2, h3',
  list: 'ul, ol',
  figure: 'figure, [role=figure]',
} as const;
type Role = keyof typeof selectors;

/** Runs in the page: the first thing of that name that is shown, scrolled into view; where its middle is, and its text. */
function look(selector: string, name: string) {
  const said = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const spoken = (element: Element | null | undefined) => {
    const copy = element?.cloneNode(true) as Element | undefined;
    for (const hidden of copy?.querySelectorAll('[aria-hidden=true]') ?? []) hidden.remove();
    return copy?.textContent;
  };
  const nameOf = (element: Element) => {
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = (element as HTMLInputElement).labels;
    return said(
      element.getAttribute('aria-label') ??
        (ids.length > 0 ? ids.map((id) => spoken(document.getElementById(id))).join(' ') : undefined) ??
        spoken(labels?.length ? labels[0] : element),
    );
  };
  const open = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
  const found = [...open.querySelectorAll<HTMLElement>(selector)].find(
    (element) => nameOf(element) === name && element.checkVisibility(),
  );
  if (!found) return undefined;
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = found.getBoundingClientRect();
  const [left, top] = [x + width / 2, y + height / 2];
  const hit = document.elementFromPoint(left, top);
  return {
    x: left,
    y: top,
    text: said(found.textContent),
    value: (found as HTMLInputElement).value,
    ready:
      !(found as HTMLButtonElement).disabled && hit !== null && (found.contains(hit) || hit.contains(found)),
  };
}

/** Runs in the page: texts of everything that is shown and fits. */
function texts(selector: string): string[] {
  return [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility())
    .map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());
}

/** Milliseconds for whatever a person waits for, on a machine with other work. */
const patience = 60_000;

export class Person {
  private readonly faults: string[] = [];
  constructor(
    readonly driver: Driver,
    private readonly site: string,
  ) {}

  private inPage<A extends unknown[], T>(what: (...args: A) => T, ...args: A): Promise<T> {
    return this.driver.evaluate(`(${what})(...${JSON.stringify(args)})`) as Promise<T>;
  }

  /** Opens an address below the site as a page of its own. */
  async goto(address: string): Promise<void> {
    await this.collectFaults();
    // Addresses that differ in their fragment alone would load nothing.
    await this.driver.goto('about:blank');
    await this.driver.goto(this.site + address);
  }

  async reload(): Promise<void> {
    await this.collectFaults();
    await this.driver.reload();
  }

  /** Where a thing is once it can be pressed and has come to rest: what arrives above it moves it. */
  private async find(role: Role, name: string) {
    let seen: ReturnType<typeof look>;
    const atRest = async () => {
      const before = seen;
      seen = await this.inPage(look, selectors[role], name);
      return seen?.ready === true && seen.x === before?.x && seen.y === before.y;
    };
    const message = `the ${role} “${name}” is there and can be pressed`;
    await expect.poll(atRest, { message, intervals: [100], timeout: patience }).toBe(true);
    return seen as NonNullable<typeof seen>;
  }

  async click(role: Role, name: string): Promise<void> {
    const { x, y } = await this.find(role, name);
    await this.driver.click(x, y);
  }

  async value(name: string): Promise<string> {
    return (await this.find('textbox', name)).value;
  }

  /** Replaces what stands in a text field. */
  async fill(name: string, text: string | number): Promise<void> {
    await this.click('textbox', name);
    await this.inPage(() => (document.activeElement as HTMLInputElement).select());
    await this.driver.type(String(text));
    await this.driver.press('Enter');
  }

  /** Texts of all that is shown and fits the selector. */
  texts(selector: string): Promise<string[]> {
    return this.inPage(texts, selector);
  }

  /** Waits until something that fits the selector says so. */
  async sees(selector: string, text: string | RegExp): Promise<void> {
    const fits = (each: string) => (typeof text === 'string' ? each.includes(text) : text.test(each));
    const seen = async () => {
      const all = await this.texts(selector);
      return all.some(fits) || all;
    };
    await expect.poll(seen, { message: `${selector} says ${text}`, timeout: patience }).toBe(true);
  }

  /** Presses a button and gives the file that arrives. */
  async download(button: string, name: RegExp): Promise<Buffer> {
    const { downloads } = this.driver;
    const arrived = () => readdirSync(downloads).find((file) => name.test(file));
    await this.click('button', button);
    await expect.poll(arrived, { message: `a file ${name} arrives`, timeout: patience }).toBeDefined();
    const path = join(downloads, arrived() as string);
    // Firefox writes into a part beside the file.
    await expect.poll(() => existsSync(`${path}.part`)).toBe(false);
    await expect.poll(() => readFileSync(path).length).toBeGreaterThan(0);
    const bytes = readFileSync(path);
    rmSync(path);
    return bytes;
  }

  /** Errors of the page and of the browser up to now. */
  async collectFaults(): Promise<string[]> {
    const told = (await this.driver.evaluate('globalThis.faults ? faults.splice(0) : []')) as string[];
    this.faults.push(...told, ...this.driver.faults());
    return this.faults;
  }
}
