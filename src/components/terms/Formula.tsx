/** A formula in its own line of prose: MathML that was made at build time. */
import { useEffect, useRef } from 'react';
import { showMath } from './math';
import styles from './terms.module.css';

/** `name`: of its line in `formulas.tex`. */
export function Formula({ name }: { name: string }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let wanted = true;
    import('./formulas.tex').then(({ default: formulas }) => {
      if (wanted) showMath(paragraph.current, formulas[name]);
    });
    return () => {
      wanted = false;
    };
  }, [name]);
  return <p className={styles.line} ref={paragraph} />;
}
