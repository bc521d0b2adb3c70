/** Marks what a step points out, by its accessible name; what it returns takes the mark away. */
export function pointOut(box: HTMLElement | null, name: string | undefined): (() => void) | undefined {
  if (!box || name === undefined) return;
  const candidates = box.querySelectorAll<HTMLElement>('figure, section, fieldset, button, input');
  const found = [...candidates].find((each) => nameOf(each) === name);
  found?.setAttribute('data-pointed', '');
  return () => found?.removeAttribute('data-pointed');
}

function nameOf(element: HTMLElement): string {
  const labels = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const words = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return (element.getAttribute('aria-label') ?? (words || element.textContent || '')).trim();
}
