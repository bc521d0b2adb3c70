/** Formulas in prose: MathML that was made at build time. */
import { type RefObject, useEffect, useRef } from 'react';
import { loadFormula, missingFormula, showMath } from './math';
import styles from './terms.module.css';

// Begun with the prose, which can then be read without a connection.
loadFormula('');

/** `name`: of its line in `formulas.tex`; `otherwise`: what is shown where it did not arrive, if anything is. */
function useFormula(name: string, element: RefObject<HTMLElement | null>, otherwise?: string): void {
  useEffect(() => {
    let wanted = true;
    loadFormula(name).then((math) => {
      if (wanted) showMath(element.current, math ?? otherwise);
    });
    return () => {
      wanted = false;
    };
  }, [name, element, otherwise]);
}

/** In a line of its own. */
export function Formula({ name }: { name: string }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useFormula(name, paragraph, missingFormula);
  return <p className={styles.line} ref={paragraph} />;
}

const inlines = {
  'effective-rate': 'η/(1−μ)',
  'batch-loss': 'L_B',
  'steady-sum': '1/(1−μ)',
  edge: '2/η',
  'edge-small-batches': '2(1−μ)/η',
  'edge-large-batches': '2(1+μ)/η',
} as const;

/** Within a sentence; its words stay until the formula is there. */
export function Inline({ name }: { name: keyof typeof inlines }) {
  const span = useRef<HTMLSpanElement>(null);
  useFormula(name, span);
  return <span ref={span}>{inlines[name]}</span>;
}
