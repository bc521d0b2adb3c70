/** The texts that are shared: links and frames. Pure. */
import type { ScriptedChange } from '../../runs/lab';
import { planShown, type Shown } from '../../runs/plan-shown';
import { encodeRun } from '../../runs/url';
import { mostChanges } from '../../runs/url-script';
import { type PageOptions, writePageOptions } from '../page/page-options';

/** The query of a link with this run; without its live changes where a link cannot hold them. */
export function runQuery(shared: Shown): string {
  const { config, script } = planShown(shared);
  return encodeRun(config, fitsLink(script) ? script : []);
}

/** Address of the page at `page` (no query) with this run. */
export function shareLink(page: string, shared: Shown, options?: PageOptions): string {
  const query = [runQuery(shared), options ? writePageOptions(options) : ''].filter(Boolean).join('&');
  return query ? `${page}?${query}` : `${page}#explore`;
}

export const fitsLink = (script: readonly ScriptedChange[]) => script.length <= mostChanges;

export function frameSnippet(link: string): string {
  const address = link.replaceAll('&', '&amp;');
  return `<iframe src="${address}" title="Two Regimes" width="100%" height="640" style="border:0"></iframe>`;
}
