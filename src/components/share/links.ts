/** The texts that are shared. Pure. */
import type { ScriptedChange } from '../../runs/lab';
import type { RunData } from '../../runs/run-data';
import { encodeRun } from '../../runs/url';
import { scriptOf } from '../../runs/url-script';
import type { RunConfig } from '../../training/config';
import { type PageOptions, writePageOptions } from '../page/page-options';

export interface Shared {
  /** What the controls show. */
  config: RunConfig;
  /** The run that is looked at, whose live changes go along. */
  data: RunData | undefined;
  /** Live changes of the link the page was opened with. */
  script: readonly ScriptedChange[];
}

/** Address of the page at `page` (no query) with this run. */
export function shareLink(page: string, { config, data, script }: Shared, options?: PageOptions): string {
  const run =
    data && data.changes.length > 0
      ? encodeRun(data.initial, scriptOf(data.initial, data.changes))
      : encodeRun(config, script);
  const query = [run, options ? writePageOptions(options) : ''].filter(Boolean).join('&');
  return query ? `${page}?${query}` : page;
}

export function frameSnippet(link: string): string {
  const address = link.replaceAll('&', '&amp;');
  return `<iframe src="${address}" title="Two Regimes" width="100%" height="640" style="border:0"></iframe>`;
}
