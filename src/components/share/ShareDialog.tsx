/** A link to what the controls show, or to the run with its live changes; and a frame for other pages. */
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Lab } from '../../runs/lab-store';
import { planShown } from '../../runs/plan-shown';
import { mostChanges } from '../../runs/url-script';
import { copyText } from '../page/copy-text';
import { openAtOnce } from '../page/open-at-once';
import { type Part, partNames, parts } from '../page/page-options';
import { fitsLink, frameSnippet, shareLink } from './links';
import styles from './share.module.css';

export default function ShareDialog({ lab, onClose }: { lab: Lab; onClose(): void }) {
  const id = useId();
  const shared = useStore(lab);
  const [hide, setHide] = useState<readonly Part[]>(['runs']);
  const page = `${location.origin}${location.pathname}`;
  const link = shareLink(page, shared);
  const frame = frameSnippet(shareLink(page, shared, { embed: true, hide, present: false }));
  const toggle = (part: Part) =>
    setHide(hide.includes(part) ? hide.filter((each) => each !== part) : [...hide, part]);
  const { script } = planShown(shared);
  const changes = fitsLink(script) ? script.length : 0;
  return (
    <dialog ref={openAtOnce} className={styles.dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`}>Share</h2>
      <Copyable label="Link" text={link} />
      <p>
        Whoever opens it sees these settings and can train the same run
        {changes > 0 && `, with its ${changes === 1 ? 'live change' : `${changes} live changes`}`}. The link
        holds settings, not numbers: to pass on a recorded run, export it.
      </p>
      {!fitsLink(script) && (
        <p role="alert">
          This run was changed {script.length} times while it trained; a link holds up to {mostChanges} live
          changes, so it leaves them out. Export the run as JSON instead.
        </p>
      )}
      <Copyable label="Frame for a web page or slides" text={frame} long />
      <fieldset className={styles.options}>
        <legend>The frame leaves out</legend>
        {partNames.map((part) => (
          <label key={part} className={styles.option}>
            <input type="checkbox" checked={hide.includes(part)} onChange={() => toggle(part)} />
            {parts[part]}
          </label>
        ))}
      </fieldset>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

function Copyable({ label, text, long = false }: { label: string; text: string; long?: boolean }) {
  const id = useId();
  const [said, setSaid] = useState('');
  const copy = async () => setSaid(await copyText(text));
  const field = { id, readOnly: true, value: text, onFocus: select } as const;
  return (
    <div className={styles.copyable}>
      <label htmlFor={id}>{label}</label>
      {long ? <textarea rows={3} {...field} /> : <input {...field} />}
      <button type="button" aria-label={`Copy ${label.toLowerCase()}`} onClick={copy}>
        Copy
      </button>
      <span role="status">{said}</span>
    </div>
  );
}

function select(event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }): void {
  event.currentTarget.select();
}
