/** Entry of the worker: see `export-worker.ts`. An entry only imports; WebKit runs one again when a chunk imports from it. */
import './export-worker';
