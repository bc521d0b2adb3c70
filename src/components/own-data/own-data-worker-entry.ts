/** Entry of the worker: see `own-data-worker.ts`. An entry only imports; WebKit runs one again when a chunk imports from it. */
import './own-data-worker';
import '../../arrival/say-started';
