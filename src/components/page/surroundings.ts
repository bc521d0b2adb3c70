/** Where the page runs and with what it was asked to train. Types only. */
import type { RunConfig } from '../../training/config';
import type { EngineWish } from '../../training/protocol';

export interface Surroundings {
  wish: EngineWish;
  /** Folder of the site, absolute, with a trailing slash. */
  baseUrl: string;
  /** What the link asked of the runs of lessons when the page was opened: the default run where it asked nothing. */
  asked: RunConfig;
  /** What was wrong with a link to a step of a lesson, and that step. */
  wrongLink: { text: string; at: string };
}
