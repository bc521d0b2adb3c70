/** MathML made at build time; parsed rather than assigned as a text, so that nothing else can come in with it. */
export function showMath(element: HTMLElement | null, math: string | undefined): void {
  if (!element || !math) return;
  const parsed = new DOMParser().parseFromString(math, 'text/html').querySelector('math');
  if (parsed) element.replaceChildren(document.importNode(parsed, true));
}
