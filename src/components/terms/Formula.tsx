/** A formula in its own line of prose: MathML that was made at build time. */
import { useEffect, useRef } from 'react';
import { loadFormula, showMath } from './math';
import styles from './terms.module.css';

// Begun with the prose, which can then be read without a connection.
loadFormula('');

/** `name`: of its line in `formulas.tex`. */
export function Formula({ name }: { name: string }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let wanted = true;
    loadFormula(name).then((math) => {
      if (wanted) showMath(paragraph.current, math);
    });
    return () => {
      wanted = false;
    };
  }, [name]);
  return <p className={styles.line} ref={paragraph} />;
}
