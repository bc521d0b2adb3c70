/** How much of the page is shown: all of it, or figures first in somebody else's page, larger for a lecture hall. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Link } from '../../runs/url';

/** Parts that an embedded page may leave out. */
export const parts = {
  controls: 'Controls',
  lens: 'Regime lens',
  runs: 'List of runs',
  time: 'Time slider',
  buttons: 'Train and status',
} as const;
export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as Part[];

export interface PageOptions {
  /** In a frame: no header, no footer. */
  embed: boolean;
  hide: readonly Part[];
  present: boolean;
}

/** What a link says of the page; parts that it does not know are named. */
export function readPageOptions({ embed, present, hide }: Link['page']): PageOptions & { issues: string[] } {
  const asked = hide.split(',').filter(Boolean);
  const known = asked.filter((name): name is Part => Object.hasOwn(parts, name));
  const unknown = asked.find((name) => !Object.hasOwn(parts, name));
  return {
    embed,
    hide: known,
    present,
    issues:
      unknown === undefined
        ? []
        : [`hide: “${unknown.slice(0, 40)}” is not allowed; it takes ${partNames.join(', ')}.`],
  };
}

/** The part of a query that says so, without a leading `&`. */
export function writePageOptions({ embed, hide, present }: PageOptions): string {
  return [embed && 'embed', hide.length > 0 && `hide=${hide.join(',')}`, present && 'present']
    .filter(Boolean)
    .join('&');
}

export type PageStore = StoreApi<PageOptions>;

/** The options as a store; the document wears what style sheets need to know of them. */
export function createPage(options: PageOptions): PageStore {
  const page = createStore<PageOptions>(() => options);
  const wear = ({ embed, present }: PageOptions) => {
    document.documentElement.toggleAttribute('data-present', present);
    document.documentElement.toggleAttribute('data-embed', embed);
  };
  wear(options);
  page.subscribe(wear);
  return page;
}
