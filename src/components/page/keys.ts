/** Every key of the page, in one table; the sheet is made from it. */
import type { LabActions, LabState } from '../../runs/lab';
import { recall, remember } from './remembered';

export interface Key {
  key: string;
  meaning: string;
  perform(lab: LabState & LabActions): void;
}

export const keys: readonly Key[] = [
  {
    key: 't',
    meaning: 'Train, or pause',
    perform: (lab) => (lab.state === 'training' ? lab.pause() : lab.train()),
  },
  { key: 's', meaning: 'Take one step', perform: (lab) => lab.stepOnce() },
  { key: 'd', meaning: 'Drop to the small step', perform: (lab) => lab.dropNow() },
  { key: 'R', meaning: 'Reset (with Shift)', perform: (lab) => lab.reset() },
];

const storage = 'two-regimes-keys';

/** Single keys can be turned off: speech input and some hands press them unawares. */
export function keysAreOn(): boolean {
  return recall(storage) !== 'off';
}

export function turnKeys(on: boolean): void {
  remember(storage, on ? 'on' : 'off');
}

/** Keys that a focused figure or handle takes itself. */
export const figureKeys: readonly [string, string][] = [
  ['← →', 'Move the cursor, or a handle; with Shift farther'],
  ['+ −', 'Zoom in and out'],
  ['0', 'Show all'],
  ['Home End', 'First and last step'],
  ['Enter', 'Pick the step under the cursor: look at it, fork there'],
];
