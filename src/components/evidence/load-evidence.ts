/** Fetches the evidence that the site ships. Rejects in words. */
import { type EvidenceFile, parseEvidence } from '../../evidence/evidence-file';
import { fetchWhole } from '../../training/fetch-whole';

const folder = new URL('evidence/', document.baseURI);
export const figureAddress = (file: string) => new URL(`figures/${file}`, folder).href;

export async function loadEvidence(): Promise<EvidenceFile> {
  const response = await fetchWhole(new URL('evidence.json', folder)).catch(() => undefined);
  if (!response) throw new Error('The evidence could not be fetched: no connection to the site.');
  // A host that answers with a page for whatever it does not have has no such file either.
  if (!response.ok || response.headers.get('content-type')?.includes('text/html'))
    throw new Error(
      `This site ships no evidence: it answered ${response.ok ? 'with a page' : response.status} for evidence/evidence.json.`,
    );
  let value: unknown;
  try {
    value = await response.json();
  } catch {
    throw new Error('The evidence of this site is damaged or did not arrive whole.');
  }
  const parsed = parseEvidence(value);
  if (!parsed.ok) throw new Error(`The evidence of this site is damaged. ${parsed.message}`);
  return parsed.evidence;
}
