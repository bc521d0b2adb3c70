/** The run that the page shows before anything is trained: that of the first lesson's recording. */
import { within } from '../training/within';

export const firstPictureFile = 'recorded/bounce.json';
/** It has 150 KiB on its way, and nothing but a picture waits for it. */
const fetchingSeconds = 120;

/** Fetches the recording; it still is to be checked. Rejects with what is wrong, in words. */
export async function fetchFirstPicture(baseUrl: string): Promise<unknown> {
  const fetched = fetch(new URL(firstPictureFile, baseUrl)).then(
    async (response) => {
      if (!response.ok) throw new Error(`The site answered ${response.status}.`);
      return await response.json().catch(() => Promise.reject(new Error('What arrived is not JSON.')));
    },
    () => Promise.reject(new Error('The site did not answer.')),
  );
  return within(fetchingSeconds, fetched, 'The site');
}

/** The run file in a parsed recording; undefined where there is none. It still is to be checked. */
export function firstPictureOf(recording: unknown): unknown {
  return (recording as { runs?: { 'two-phase'?: unknown[] } } | undefined | null)?.runs?.['two-phase']?.[0];
}
