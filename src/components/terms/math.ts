/** MathML made at build time; parsed rather than assigned as a text, so that nothing else can come in with it. */
export function showMath(element: HTMLElement | null, math: string | undefined): void {
  if (!element || !math) return;
  const parsed = new DOMParser().parseFromString(math, 'text/html').querySelector('math');
  element.replaceChildren(parsed ? document.importNode(parsed, true) : math);
}

/** MathML of a line of `formulas.tex`, or words in its place. */
export const loadFormula = (name: string): Promise<string> =>
  import('./formulas.tex').then(
    ({ default: formulas }) => formulas[name],
    () => 'The formula did not arrive.',
  );
