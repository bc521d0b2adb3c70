/** Entry of the worker: see `sweep-worker.ts`. An entry only imports; WebKit runs one again when a chunk imports from it. */
import './sweep-worker';
