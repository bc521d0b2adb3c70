/** The one way to a part of the site that is fetched later: `import()` stands nowhere else. No React, no page. */

import { NoAnswer, within } from '../training/within';

/** The largest part takes a minute on the slowest connection. */
const patienceSeconds = 120;

/** A part that was not delivered. Its message is a whole sentence for the page. */
export class LostPart extends Error {
  /** `what`: a noun phrase such as "the list of lessons". */
  constructor(
    readonly what: string,
    cause?: unknown,
    /** The ways on are offered where the part is missed. */
    readonly inPlace = false,
    /** The site has it by now; some browsers remember that a script did not come, and ask for it only after a reload. */
    readonly isThere = false,
  ) {
    super(`${what[0].toUpperCase()}${what.slice(1)} could not be loaded: ${lossReason}.`, { cause });
  }
}

/** Nothing tells the two apart where the part is missed. */
export const lossReason = 'the connection was lost or the site was updated';

/** What the browsers and the bundler say of a script or a style sheet that did not come; other errors are faults within. */
const undelivered = /dynamically imported module|importing a module script failed|preload CSS/i;

let hear: (lost: LostPart) => void = () => {};

/** The page hears of every part that is lost from now on. */
export function onLoss(listener: (lost: LostPart) => void): void {
  hear = listener;
}

export function reportLoss(lost: LostPart): LostPart {
  hear(lost);
  return lost;
}

/**
 * Loads `what` with a function that only imports it. Throws LostPart where it does not arrive; calling it again tries
 * again. A part that arrives and then fails throws what it threw. `inPlace`: see LostPart.
 */
export async function load<T>(what: string, get: () => Promise<T>, inPlace = false): Promise<T> {
  try {
    await within(patienceSeconds, reviveStyles(), what);
    return await within(patienceSeconds, get(), what);
  } catch (error) {
    if (!(error instanceof NoAnswer) && !undelivered.test(`${error}`)) throw error;
    noteDeadStyles();
    throw reportLoss(new LostPart(what, error, inPlace, await isThere(`${error}`)));
  }
}

/** One script. */
const askingSeconds = 15;

/** Whether the site has the script that the words of a browser name. */
async function isThere(words: string): Promise<boolean> {
  const address = /https?:\S+\.js\b/.exec(words)?.[0];
  if (address === undefined) return false;
  return within(askingSeconds, fetch(address, { cache: 'no-store' }), 'The site').then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Style sheets that were asked for and did not come. The bundler asks for each of them only once. */
const dead = new Set<HTMLLinkElement>();

function noteDeadStyles(): void {
  if (typeof document === 'undefined') return;
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
  for (const link of links) if (!link.sheet) dead.add(link);
}

/** Asks again for style sheets that did not come. */
async function reviveStyles(): Promise<void> {
  const asked = [...dead].filter((link) => !link.sheet);
  dead.clear();
  await Promise.all(
    asked.map(
      (link) =>
        new Promise<void>((resolve, reject) => {
          const again = link.cloneNode() as HTMLLinkElement;
          again.onload = () => resolve();
          again.onerror = () => reject(new Error(`Unable to preload CSS for ${link.href}`));
          link.replaceWith(again);
        }),
    ),
  );
}
