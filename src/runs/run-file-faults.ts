/** What is wrong with a file that a person opens, for the part of the page that opens files. Pure. */
import type { FileIssue } from './run-file';

/** What is wrong with a value of a file, and what to do where it is the whole file. */
export function whyNot({ path, received, message }: FileIssue): string {
  const key = path?.length === 1 ? path[0].key : undefined;
  if (received === 'undefined') return 'it is missing. The file may be damaged; export the run anew.';
  if (key === 'version') {
    return `${received.slice(0, 40)} is not allowed; this page reads version 1. Reload it, or export the run anew.`;
  }
  if (key === 'format')
    return `${received.slice(0, 40)} is not “two-regimes-run”, as in the files of this page.`;
  return `${message.slice(0, 160)}.`;
}
