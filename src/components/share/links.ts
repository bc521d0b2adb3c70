/** The texts that are shared: links and frames. Pure. */
import type { ScriptedChange } from '../../runs/lab';
import type { RunData } from '../../runs/run-data';
import type { RunEntry } from '../../runs/run-entry';
import { isOver } from '../../runs/run-list';
import { encodeRun } from '../../runs/url';
import { mostChanges, scriptOf } from '../../runs/url-script';
import type { RunConfig } from '../../training/config';
import { type PageOptions, writePageOptions } from '../page/page-options';

interface ScriptedRun {
  config: RunConfig;
  script: readonly ScriptedChange[];
}

export interface Shared {
  /** What the controls show, and the live changes that go with it. */
  config: RunConfig;
  script: readonly ScriptedChange[];
  /** The run that is looked at. */
  data: RunData | undefined;
  state: RunEntry['state'];
  /** Edits that wait for a reset. */
  pending: readonly unknown[];
}

/** The plan behind what is shown: that of the run, as it began, as long as it goes on; else that of the next run. */
export function planShown({ config, script, data, state, pending }: Shared): ScriptedRun {
  if (!data || data.origin === 'log' || isOver(state) || pending.length > 0) return { config, script };
  return { config: data.initial, script: scriptOf(data.initial, data.changes) };
}

/** The query of a link with this run; without its live changes where a link cannot hold them. */
export function runQuery(shared: Shared): string {
  const { config, script } = planShown(shared);
  return encodeRun(config, fitsLink(script) ? script : []);
}

/** Address of the page at `page` (no query) with this run. */
export function shareLink(page: string, shared: Shared, options?: PageOptions): string {
  const query = [runQuery(shared), options ? writePageOptions(options) : ''].filter(Boolean).join('&');
  return query ? `${page}?${query}` : page;
}

export const fitsLink = (script: readonly ScriptedChange[]) => script.length <= mostChanges;

export function frameSnippet(link: string): string {
  const address = link.replaceAll('&', '&amp;');
  return `<iframe src="${address}" title="Two Regimes" width="100%" height="640" style="border:0"></iframe>`;
}
