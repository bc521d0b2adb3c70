/** Keeps the site in the browser once it is there and quiet, and says when a new version of it is ready. */
import { load } from '../../arrival/load';

/** A page that stays open looks for a new version when it is looked at again, at most this often. */
const lookMs = 3600_000;

/** Without TLS, in some private windows and in files there is nothing to keep it with, and nothing to say. */
export function keepSite(): void {
  if (!import.meta.env.PROD) return;
  const idle = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 1000));
  const begin = () => idle(() => void register().catch(() => {}));
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const registration = await workers.register('./service-worker.js');
  let announced: ServiceWorker | null = null;
  const look = () => {
    const { waiting } = registration;
    // The first one waits for nobody. A frame in another page takes the new version when it is next opened.
    if (!waiting || waiting === announced || !workers.controller) return;
    if (document.documentElement.hasAttribute('data-embed')) return;
    announced = waiting;
    load('the notice of a new version', () => import('./announce-version'), true).then(
      ({ announce }) => announce(waiting),
      () => {},
    );
  };
  const watch = () => registration.installing?.addEventListener('statechange', look);
  registration.addEventListener('updatefound', watch);
  watch();
  look();
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < lookMs) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
}
