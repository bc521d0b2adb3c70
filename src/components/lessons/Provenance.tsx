/** Where the numbers of a lesson are from, and how to make them again. */
import type { Provenance as Origin } from '../../runs/lesson-recording';
import styles from './lessons.module.css';

export function Provenance({ command, app, engine, backend, date }: Origin) {
  return (
    <p className={styles.note}>
      Recorded on <time dateTime={date}>{dayText(date)}</time> with <code>{command}</code> (version {app},
      engine {engine} on {backend}). On another backend or engine the same run differs in its last digits, and
      after some hundred large steps in more.
    </p>
  );
}

function dayText(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(day.getTime())
    ? date
    : day.toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
