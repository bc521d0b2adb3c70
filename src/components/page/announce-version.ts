/** Says that a new version of the site waits, and gives it its turn when the person wants it. */
import { countdown } from '../../training/within';
import { reloadPage, say } from './reload';

const answerSeconds = 10;

export function announce(waiting: ServiceWorker): void {
  const reload = async () => {
    if (await othersAreOpen(waiting, false)) tellOfOthers();
    else await reloadPage('', take);
  };
  const take = async () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    if (await othersAreOpen(waiting, true)) tellOfOthers();
  };
  const tellOfOthers = () =>
    say({
      text: 'A new version is ready, and another tab has this site open. Close that tab, then press Reload.',
      reload,
    });
  say({ text: 'A new version is ready.', reload });
}

/** Asks the new version; with `take` it gets its turn if no other page is open. One that is silent is not asked again. */
function othersAreOpen(worker: ServiceWorker, take: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const stop = countdown(answerSeconds, () => resolve(false));
    port1.onmessage = ({ data }: MessageEvent<{ others: number }>) => {
      stop();
      resolve(data.others > 0);
    };
    worker.postMessage({ take }, [port2]);
  });
}
