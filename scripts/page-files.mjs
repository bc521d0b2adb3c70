/** Which files of the built site load for what: read from the files themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Parts that are fetched apart, but by every visit of the page with runs, or of the home page, before anybody has clicked. */
const atOnce = { explore: ['Lens', 'RunsPanel', 'keeper'], home: ['Home', 'keeper'] };

const staticImport = /(?:^|[;}\n])(?:import|export)(?:[^'"();]*?from)?["'](\.[^"']+)["']/g;
const anyImport =
  /(?:^|[;}\n])(?:import|export)(?:[^'"();]*?from)?["'](\.[^"']+)["']|\bimport\(["'`](\.[^"'`]+)["'`]/g;

/** The built site in `folder`; all paths are below it. */
export function siteFiles(folder) {
  const read = (path) => readFileSync(join(folder, path), 'utf8');
  /** Script files that load with `entry`: itself and what it imports, at any depth. */
  const closure = (entry, imports = staticImport, seen = new Set()) => {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    for (const [, path, later] of read(entry).matchAll(imports)) {
      closure(posix.join(posix.dirname(entry), path ?? later), imports, seen);
    }
    return seen;
  };
  const linked = [...read('index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path,
  );
  const assets = readdirSync(join(folder, 'assets'));
  const scriptsOf = (files) => [
    ...new Set(files.filter((path) => path.endsWith('.js')).flatMap((path) => [...closure(path)])),
  ];
  const first = scriptsOf(linked);
  const nameOf = (path) => path.match(/^assets\/(.+)-[\w-]{8}\.\w+$/)?.[1];
  const visitOf = (parts) => {
    const soon = parts.flatMap((name) => {
      const files = assets.filter((file) => new RegExp(`^${name}-[\\w-]+\\.(js|css)$`).test(file));
      if (files.length === 0) throw new Error(`No part ${name} is among the built files.`);
      return files.map((file) => `assets/${file}`);
    });
    const scripts = scriptsOf([...linked, ...soon]);
    // What several parts wear has a style sheet named like a script that they share.
    const names = new Set(scripts.map(nameOf));
    const shared = assets.map((file) => `assets/${file}`).filter((path) => names.has(nameOf(path)));
    const styles = [...new Set([...linked, ...soon, ...shared].filter((path) => path.endsWith('.css')))];
    return { first, scripts, others: ['index.html', ...styles] };
  };
  const page = visitOf(atOnce.explore);
  const { scripts } = page;
  const workerName = scripts
    .map((path) => read(path).match(/(?<![\w-])worker-[\w-]+\.js/)?.[0])
    .find(Boolean);
  return {
    read,
    /** What a visit loads by itself, before a run is trained; `first`: the scripts without which nothing is shown. */
    page,
    /** The same for the home page, where the bare address leads. */
    home: visitOf(atOnce.home),
    /** What the first run loads for its thread; undefined: no worker is started by the page. */
    worker: workerName && [...closure(posix.join('assets', workerName))],
    /** Every script that the page's own code can load, whenever. */
    ofPage: [...new Set(scripts.flatMap((path) => [...closure(path, anyImport)]))],
  };
}
