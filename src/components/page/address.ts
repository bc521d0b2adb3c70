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
  const write = () => {
    timer = undefined;
    written = Date.now();
    try {
      replace(latest ? `?${latest}` : location.pathname);
    } catch {
      // The page goes on; `Share` still makes the link.
    }
  };
  return (query: string): void => {
    latest = query;
    const wait = written + leastMs - Date.now();
    if (wait <= 0 && timer === undefined) write();
    else timer ??= setTimeout(write, wait);
  };
}

function replaceAddress(address: string): void {
  history.replaceState(null, '', address);
}
