/** Says that a new version of the site waits, and gives it its turn when the person wants it. */
import { countdown } from '../../training/within';
import { reloadPage, say } from './reload';

const answerSeconds = 10;

export function announce(waiting: ServiceWorker): void {
  const reload = async () => {
    if (await othersAreOpen(waiting, false)) tellOfOthers();
    else await reloadPage('', take);
  };
  const leave = () => location.reload();
  /** Whether the page is about to go. */
  const take = async () => {
    navigator.serviceWorker.addEventListener('controllerchange', leave, { once: true });
    const others = await othersAreOpen(waiting, true);
    if (others === false) return true;
    navigator.serviceWorker.removeEventListener('controllerchange', leave);
    if (others) tellOfOthers();
    else say({ text: 'The new version does not answer. Close all tabs of this site to get it.', reload });
    return false;
  };
  const tellOfOthers = () =>
    say({
      text: 'A new version is ready, and another tab has this site open. Close that tab, then press Reload.',
      reload,
    });
  say({ text: 'A new version is ready.', reload });
}

/** Asks the new version; with `take` it gets its turn if no other page is open. Undefined: it does not answer. */
function othersAreOpen(worker: ServiceWorker, take: boolean): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const stop = countdown(answerSeconds, () => resolve(undefined));
    port1.onmessage = ({ data }: MessageEvent<{ others: number }>) => {
      stop();
      resolve(data.others > 0);
    };
    worker.postMessage({ take }, [port2]);
  });
}
