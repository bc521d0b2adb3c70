/** Entry of the worker: see `reading-worker.ts`. An entry only imports; WebKit runs one again when a chunk imports from it. */
import './reading-worker';
import '../../arrival/say-started';
