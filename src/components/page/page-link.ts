/** Reads the address that the page was opened with. What mends and explains it is loaded only when it says something. */
import { load } from '../../arrival/load';
import { type Link, plainLink } from '../../runs/url';
import { placeOf, places, plainHash } from './place';

/** The query and the fragment; a query that stands in the fragment, or that an `&#38;` ended, is a query. */
export function partsOf(address: { search: string; hash: string }): { query: string; hash: string } {
  const { hash } = address;
  const search = address.search.replace(/^\?/, '');
  const broken = /^#(?:x26|0*38);/i.exec(hash);
  if (broken) {
    const [more, ...rest] = hash.slice(broken[0].length).split('#');
    return { query: `${search}&${more}`, hash: plainHash(rest.length > 0 ? `#${rest[0]}` : '') };
  }
  const within = /(?:[?&]|%3F)(?=[a-z]+(?:=|%3D))/i.exec(hash);
  const more = within ? hash.slice(within.index + within[0].length) : '';
  const query = more && search ? `${search}&${more}` : more || search;
  return { query, hash: plainHash(hash) };
}

/** Reads `location` and settles which part of the site it leads to. Never rejects. */
export async function readPageLink(): Promise<Link> {
  const { query, hash } = partsOf(location);
  const link = query === '' ? plainLink : await decoded(query);
  // Links made before there were other parts of the site say no more than the run.
  const settled = placeOf(hash) === 'home' && link.says ? places.explore.hash : hash;
  const address = (query && `?${query}`) + settled;
  if (address !== location.search + location.hash) {
    try {
      history.replaceState(null, '', address || location.pathname);
    } catch {
      // A browser that refuses it, a very long one for example, keeps the address as it was.
    }
  }
  return link;
}

async function decoded(query: string): Promise<Link> {
  try {
    const { decodeLink } = await load('the reading of links', () => import('../../runs/link/read-link'));
    return decodeLink(query);
  } catch {
    const message = 'This link could not be read: a part of the page did not arrive. Reload the page.';
    return { ...plainLink, ok: false, says: true, issues: [{ field: 'config', message }] };
  }
}
