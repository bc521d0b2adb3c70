/** Loading the page again, so that nothing is lost by it; and what the page says of a part that is missing. */
import { createStore } from 'zustand/vanilla';
import { type LostPart, onLoss } from '../../arrival/load';
import { within } from '../../training/within';
import { allIsKept, anythingTrains, settleAll } from './at-stake';

export interface PageNotice {
  text: string;
  /** What its button does. */
  reload(): void;
}

/** The one thing that the page says of itself. */
export const pageNotice = createStore<{ notice: PageNotice | undefined }>(() => ({ notice: undefined }));

export const say = (notice: PageNotice | undefined) => pageNotice.setState({ notice });

/** Lives as long as the tab: which part the page was loaded again for. */
const key = 'two-regimes-reloaded-for';

/** Whether the page was loaded again for this part already: once more would not help. */
export function wasReloadedFor(what: string): boolean {
  try {
    return sessionStorage.getItem(key) === what;
  } catch {
    return false;
  }
}

function note(what: string): boolean {
  try {
    sessionStorage.setItem(key, what);
    return true;
  } catch {
    return false;
  }
}

/**
 * Saves what there is and loads the page again, with `go` where that takes more, which may answer false: it stays. What cannot be saved is said; the
 * next press loads the page all the same.
 */
export async function reloadPage(what = '', go: () => unknown = () => location.reload()): Promise<void> {
  const goOn = await settleAll();
  if (allIsKept()) {
    note(what);
    // What rests for a page that stays after all goes on.
    if ((await go()) === false) goOn();
    return;
  }
  goOn();
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close();
  say({
    text: 'Runs of this page are not kept: loading it again loses them. Export them first, or press Reload once more.',
    reload: () => {
      note(what);
      go();
    },
  });
}

/** One small file. */
const askingSeconds = 15;

/** Whether the site holds another version than the one that runs. */
async function wasUpdated(): Promise<boolean> {
  const script = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const asked = fetch(`./index.html?${Date.now()}`, { cache: 'no-store' }).then((response) =>
      response.ok ? response.text() : '',
    );
    const text = await within(askingSeconds, asked, 'The site');
    return script != null && text.includes('id="root"') && !text.includes(script);
  } catch {
    return false;
  }
}

/** After an update of the site the page is loaded again by itself, where nothing trains and nothing would be lost. */
async function hearOf({ what, inPlace, isThere }: LostPart): Promise<void> {
  const again = wasReloadedFor(what);
  const updated = await wasUpdated();
  const reload = () => void reloadPage(what);
  if (updated && !again && !anythingTrains() && allIsKept() && note(what)) location.reload();
  else if (updated)
    say({ text: 'The site was updated. Reload the page to go on with the new version.', reload });
  else if (!inPlace && (isThere || !again))
    say({
      text: `A part of the site is missing. Loading the page again ${isThere ? 'brings' : 'may bring'} it.`,
      reload,
    });
}

onLoss((lost) => void hearOf(lost));
