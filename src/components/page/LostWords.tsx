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
  const there = lost && error.isThere;
  const again = lost && !there && wasReloadedFor(error.what);
  return (
    <div className={styles.lost}>
      <p role="alert">
        {lost ? error.message : `This cannot be shown: ${error.message}.`}
        {there && ' It is there by now: reload the page to get it.'}
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
