/** What the smoke needs of a browser, whichever way it is spoken to. Points are in CSS pixels of the viewport. */
export interface Driver {
  /** Name and version. */
  readonly name: string;
  /** Where downloads go. */
  readonly downloads: string;
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Value of an expression in the page, as JSON can hold it. */
  evaluate(expression: string): Promise<unknown>;
  click(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  /** PNG of the viewport. */
  screenshot(): Promise<Buffer>;
  /** Errors that the browser itself has told since the last call; those that it tells nobody, the page collects. */
  faults(): string[];
  close(): Promise<void>;
}

export const size = { width: 1280, height: 800 };
