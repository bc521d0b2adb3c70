/** In the place of a part that did not arrive, or failed: what happened, and the ways on. */
import { LostPart } from '../../arrival/load';
import styles from './lost.module.css';
import { reloadPage, wasReloadedFor } from './reload';

interface Props {
  error: Error;
  onRetry(): void;
}

export function LostWords({ error, onRetry }: Props) {
  const lost = error instanceof LostPart;
  const again = lost && wasReloadedFor(error.what);
  return (
    <div className={styles.lost}>
      <p role="alert">
        {lost ? error.message : `This cannot be shown: ${error.message}.`}
        {again && ' Loading the page again did not help; a part of the site seems to be missing.'}
      </p>
      <div>
        <button type="button" onClick={onRetry}>
          Try again
        </button>
        {lost && !again && (
          <button type="button" onClick={() => reloadPage(error.what)}>
            Reload
          </button>
        )}
      </div>
    </div>
  );
}
