/** The entries to cite, and a button that copies them. */
import { useId, useState } from 'react';
import { copyText } from '../page/copy-text';
import styles from './about.module.css';
import { bibtex } from './citation';

export function Citation() {
  const id = useId();
  const [said, setSaid] = useState('');
  const copy = async () => setSaid(await copyText(bibtex));
  return (
    <div className={styles.citation}>
      <label htmlFor={id}>BibTeX</label>
      <textarea
        id={id}
        readOnly
        rows={bibtex.trimEnd().split('\n').length}
        value={bibtex.trimEnd()}
        wrap="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div>
        <button type="button" onClick={copy}>
          Copy BibTeX
        </button>{' '}
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
