import { load } from '../../arrival/load';

/** MathML made at build time; parsed rather than assigned as a text, so that nothing else can come in with it. */
export function showMath(element: HTMLElement | null, math: string | undefined): void {
  if (!element || !math) return;
  const parsed = new DOMParser().parseFromString(math, 'text/html').querySelector('math');
  element.replaceChildren(parsed ? document.importNode(parsed, true) : math);
}

/** In the place of a formula. */
export const missingFormula = 'The formula did not arrive.';

/** MathML of a line of `formulas.tex`; undefined where it did not arrive. */
export const loadFormula = (name: string): Promise<string | undefined> =>
  load('the formulas', () => import('./formulas.tex')).then(
    ({ default: formulas }) => formulas[name],
    () => undefined,
  );
