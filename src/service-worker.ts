/**
 * Keeps the whole site of one version, so that it works without a connection. A new version waits until the page asks
 * for it, and gets its turn only while no other tab has the site open: an old page finds its own parts until it goes.
 */
import { createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

precacheAndRoute(self.__WB_MANIFEST);

// The page at any query: links hold their run there. What is asked for otherwise is what it is.
const { pathname: folder } = new URL(self.registration.scope);
registerRoute(
  ({ url, request }) => request.mode === 'navigate' && [folder, `${folder}index.html`].includes(url.pathname),
  createHandlerBoundToURL('index.html'),
);

// The first version serves the page that brought it.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Other pages of the site that are open. */
async function otherPages(asking: string | undefined): Promise<number> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.filter(({ id, url }) => id !== asking && url.startsWith(self.registration.scope)).length;
}

/** A page asks how many others are open, and with `take` for this version, which it gets if there are none. */
async function answer({ data, source, ports }: ExtendableMessageEvent): Promise<void> {
  const others = await otherPages((source as Client | null)?.id);
  if (data?.take && others === 0) await self.skipWaiting();
  ports[0]?.postMessage({ others });
}

self.addEventListener('message', (event) => event.waitUntil(answer(event)));
