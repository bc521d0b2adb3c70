import { within } from '../../training/within';

/** A browser may ask the person first. */
const askingSeconds = 15;

/** Copies a text; resolves to what came of it, in words. */
export function copyText(text: string): Promise<string> {
  // There is no clipboard on pages that came over plain http.
  const written = navigator.clipboard?.writeText(text) ?? Promise.reject();
  return within(askingSeconds, written, 'The clipboard').then(
    () => 'Copied.',
    () => 'The browser does not allow copying; select the text and copy it.',
  );
}
