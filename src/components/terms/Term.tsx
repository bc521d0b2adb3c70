/** What a quantity means, in place: one sentence and its formula, folded away. */
import { useEffect, useRef, useState } from 'react';
import styles from './terms.module.css';

interface Props {
  /** What it explains: read out after the question, or shown in its place by a `named` one among several. */
  name: string;
  named?: boolean;
  meaning: string;
  /** Name of its formula in `formulas.tex`. */
  formula?: string | undefined;
}

export function Term({ name, named = false, meaning, formula }: Props) {
  const [math, setMath] = useState('');
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => show(paragraph.current, math), [math]);
  const load = async () => {
    const { default: formulas } = await import('./formulas.tex');
    if (formula) setMath(formulas[formula]);
  };
  return (
    <details className={styles.term} onToggle={formula ? load : undefined}>
      <summary>
        {named ? name : 'What is this?'}
        <span className="visually-hidden">: {named ? 'what is this?' : name}</span>
      </summary>
      <p>{meaning}</p>
      {math && <p className={styles.formula} ref={paragraph} />}
    </details>
  );
}

/** MathML made at build time; parsed rather than assigned as a text, so that nothing else can come in with it. */
function show(element: HTMLElement | null, math: string): void {
  if (!element) return;
  const parsed = new DOMParser().parseFromString(math, 'text/html').querySelector('math');
  if (parsed) element.replaceChildren(document.importNode(parsed, true));
}
