/** Small choices that the browser remembers. Where it refuses, they last until the page is closed. */

const forNow = new Map<string, string>();

/** What was remembered under a name; null: nothing. */
export function recall(name: string): string | null {
  try {
    return forNow.get(name) ?? localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
    forNow.delete(name);
  } catch {
    forNow.set(name, value);
  }
}
