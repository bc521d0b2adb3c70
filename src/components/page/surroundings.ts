/** Where the page runs and with what it was asked to train. Types only. */
import type { EngineWish } from '../../training/protocol';

export interface Surroundings {
  wish: EngineWish;
  /** Folder of the site, absolute, with a trailing slash. */
  baseUrl: string;
}
