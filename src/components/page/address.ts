/** Writes the query of the address bar, not more often than browsers allow. */

/**
 * Safari and Firefox refuse addresses that change too often (100 times in half a minute, 200 in ten seconds), and
 * throw: a dragged slider would stop the page.
 */
const leastMs = 400;

/**
 * Takes queries without a leading `?`. The first is written at once, later ones at most every `leastMs`; the last
 * of a flood is always written, and a browser that refuses it keeps the address as it was.
 */
export function createAddressWriter(replace: (address: string) => void = replaceAddress) {
  let written = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = '';
  let shown: string | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    written = Date.now();
    shown = latest;
    try {
      replace(latest ? `?${latest}` : location.pathname);
    } catch {
      // The page goes on; `Share` still makes the link.
    }
  };
  return {
    write(query: string): void {
      latest = query;
      if (latest === shown) return;
      const wait = written + leastMs - Date.now();
      if (wait <= 0 && timer === undefined) write();
      else timer ??= setTimeout(write, wait);
    },
    /** Writes what still waits, before the page goes. */
    finish(): void {
      if (timer !== undefined) write();
    },
  };
}

function replaceAddress(address: string): void {
  // The fragment says which part of the site is shown.
  history.replaceState(null, '', address + location.hash);
}
