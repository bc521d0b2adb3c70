/** Formulas in prose: MathML that was made at build time. */
import { type RefObject, useEffect, useRef } from 'react';
import { loadFormula, showMath } from './math';
import styles from './terms.module.css';

// Begun with the prose, which can then be read without a connection.
loadFormula('');

/** `name`: of its line in `formulas.tex`. */
function useFormula(name: string, element: RefObject<HTMLElement | null>, within = false): void {
  useEffect(() => {
    let wanted = true;
    loadFormula(name).then((math) => {
      // A sentence keeps its words where the formula did not arrive.
      if (wanted && (!within || math?.startsWith('<math'))) showMath(element.current, math);
    });
    return () => {
      wanted = false;
    };
  }, [name, element, within]);
}

/** In a line of its own. */
export function Formula({ name }: { name: string }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useFormula(name, paragraph);
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

/** Within a sentence; its words until the formula is there. */
export function Inline({ name }: { name: keyof typeof inlines }) {
  const span = useRef<HTMLSpanElement>(null);
  useFormula(name, span, true);
  return <span ref={span}>{inlines[name]}</span>;
}
