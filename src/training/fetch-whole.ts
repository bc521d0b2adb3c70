/** Fetches whole files of the site, with a limit for every piece of them: a slow connection may take its time. */
import { within } from './within';

/** Until the site answers, and between two pieces: a connection that still lives sends something within this time. */
const silentSeconds = 30;
const site = 'The site';

/**
 * The answer with everything that belongs to it: reading its text, JSON or bytes waits for nothing more. `onProgress`
 * hears how many bytes have come. Rejects as `fetch` does, and with NoAnswer where the connection has fallen silent.
 */
export async function fetchWhole(
  address: string | URL,
  onProgress: (bytes: number) => void = () => {},
): Promise<Response> {
  const abort = new AbortController();
  try {
    const answer = await within(silentSeconds, fetch(address, { signal: abort.signal }), site);
    if (!answer.body) return answer;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await within(silentSeconds, reader.read(), site);
      if (done) break;
      pieces.push(value);
      received += value.length;
      onProgress(received);
    }
    const { status, statusText, headers } = answer;
    return new Response(new Blob(pieces), { status, statusText, headers });
  } catch (error) {
    abort.abort();
    throw error;
  }
}
