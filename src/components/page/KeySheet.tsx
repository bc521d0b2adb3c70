/** Every key of the page, and whether single ones count. */
import { keys, keysAreOn, turnKeys } from './keys';
import { openAtOnce } from './open-at-once';
import styles from './page.module.css';

/** Keys that a focused figure or handle takes itself. */
const figureKeys: readonly [string, string][] = [
  ['← →', 'Move the cursor, or a handle; with Shift farther'],
  ['+ −', 'Zoom in and out'],
  ['0', 'Show all'],
  ['Home End', 'First and last step'],
  ['Enter', 'Pick the step under the cursor: look at it, fork there'],
  ['← → ↑ ↓', 'From point to point of the phase diagram; Enter trains it as a run'],
];

/** From its title on: by itself the focus goes to the first control, which is at its end. */
function open(dialog: HTMLDialogElement | null) {
  const close = openAtOnce(dialog);
  dialog?.focus();
  dialog?.scrollTo(0, 0);
  return close;
}

export default function KeySheet({ onClose }: { onClose(): void }) {
  const rows = [...keys.map(({ key, meaning }) => [key, meaning] as const), ...figureKeys];
  return (
    <dialog ref={open} tabIndex={-1} className={styles.sheet} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">Keys</h2>
      <dl>
        {rows.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          defaultChecked={keysAreOn()}
          onChange={(event) => turnKeys(event.target.checked)}
        />
        Single keys work anywhere on the page
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
