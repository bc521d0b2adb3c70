/** Every key of the page, in one table; the sheet is made from it. */
import type { LabActions, LabState } from '../../runs/lab';
import { presets } from '../../training/config';
import { store, stored } from './stored';

export interface Key {
  key: string;
  meaning: string;
  /** What it does where runs are; without it, and elsewhere, it presses the button marked with it: `data-key`. */
  perform?(lab: LabState & LabActions): void;
}

export const keys: readonly Key[] = [
  {
    key: 't',
    meaning: 'Train, or pause; in the phase diagram start, pause, go on',
    perform: (lab) => (lab.state === 'training' ? lab.pause() : lab.train()),
  },
  { key: 's', meaning: 'Take one step', perform: (lab) => lab.stepOnce() },
  { key: 'd', meaning: 'Drop to the small step', perform: (lab) => lab.dropNow() },
  { key: 'R', meaning: 'Reset (with Shift)', perform: (lab) => lab.reset() },
  ...presets.map(({ id, label }, i) => ({
    key: String(i + 1),
    meaning: `Preset “${label}”`,
    perform: (lab: LabActions) => lab.choosePreset(id),
  })),
  { key: 'x', meaning: 'Cancel a sweep' },
  { key: 'f', meaning: 'Fork here' },
  { key: 'b', meaning: 'Keep large or drop to small: both' },
  { key: 'o', meaning: 'Open a file' },
  { key: 'e', meaning: 'Export' },
  { key: 'h', meaning: 'Share' },
  { key: 'n', meaning: 'Next step of a lesson' },
  { key: 'k', meaning: 'Back to the step before' },
  { key: 'l', meaning: 'Run it live in a lesson, or pause' },
  { key: 'm', meaning: 'Light, dark or automatic' },
  { key: 'p', meaning: 'Presenter mode' },
];

/** `lab`: where its keys count. */
export function pressKey(key: string, lab: (LabState & LabActions) | undefined): void {
  const found = keys.find((each) => each.key === key);
  if (found?.perform && lab) found.perform(lab);
  else if (found) document.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
}

const storage = 'two-regimes-keys';

/** Whether a key that is pressed there may be meant for what is there. */
export const isTyped = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=range], [type=radio], [type=checkbox]), select, textarea, dialog') !== null;

/** Single keys can be turned off: speech input and some hands press them unawares. */
export function keysAreOn(): boolean {
  return on;
}

export function turnKeys(wanted: boolean): void {
  on = wanted;
  store(storage, on ? 'on' : 'off');
}

let on = stored(storage) !== 'off';
