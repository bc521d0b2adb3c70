/** What a training log must look like, with examples to download. */
import { download } from './download';
import styles from './log-columns.module.css';

const header = 'step,epoch,loss,lr,val_loss,val_accuracy';
const rows = Array.from({ length: 40 }, (_, i) => {
  const step = i + 1;
  const loss = (2.3 * Math.exp(-step / 20) + 0.1).toFixed(4);
  const tested = step % 10 === 0;
  const rate = step <= 30 ? 0.1 : 0.01;
  return { step, epoch: Math.ceil(step / 10), loss, rate, tested, accuracy: (0.4 + step / 100).toFixed(2) };
});

/** A log of 40 steps with a test after every tenth, as a table. */
export const exampleTable = [
  header,
  ...rows.map(({ step, epoch, loss, rate, tested, accuracy }) =>
    [step, epoch, loss, rate, tested ? loss : '', tested ? accuracy : ''].join(','),
  ),
  '',
].join('\n');

/** The same as JSON lines. */
export const exampleLines = rows
  .map(({ step, epoch, loss, rate, tested, accuracy }) => {
    const test = tested ? { val_loss: Number(loss), val_accuracy: Number(accuracy) } : {};
    return `${JSON.stringify({ step, epoch, loss: Number(loss), lr: rate, ...test })}\n`;
  })
  .join('');

export function LogForms() {
  return (
    <>
      <p>
        A log names its numbers and has many rows: a table with a header, whatever parts its cells; JSON lines
        or a JSON list; or lines that a program prints, as
      </p>
      <pre className={styles.example}>
        {'iter 10: loss 2.3, lr 1e-3\nstep 20 | train loss 2.1 | val loss 2.2'}
      </pre>
      <p>
        One column is a loss: <code>loss</code>, <code>train_loss</code> or <code>val_loss</code>. Others may
        be <code>step</code>, <code>epoch</code>, <code>lr</code>, <code>train_accuracy</code>,{' '}
        <code>val_accuracy</code>, <code>grad_norm</code> and <code>run</code>.
      </p>
      <div className={styles.buttons}>
        <button type="button" onClick={() => download('example-log.csv', exampleTable, 'text/csv')}>
          Example as CSV
        </button>
        <button type="button" onClick={() => download('example-log.jsonl', exampleLines, 'application/json')}>
          Example as JSON lines
        </button>
      </div>
    </>
  );
}
