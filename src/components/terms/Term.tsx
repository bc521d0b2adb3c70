/** What a quantity means, in place: one sentence and its formula, folded away. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { loadFormula, missingFormula, showMath } from './math';
import styles from './terms.module.css';

interface Props {
  /** What it explains: read out after the question, or shown in its place by a `named` one among several. */
  name: string;
  named?: boolean;
  meaning: ReactNode;
  /** Name of its formula in `formulas.tex`. */
  formula?: string | undefined;
}

export function Term({ name, named = false, meaning, formula }: Props) {
  const [math, setMath] = useState('');
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => showMath(paragraph.current, math), [math]);
  const load = async () => {
    if (formula) setMath((await loadFormula(formula)) ?? missingFormula);
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
