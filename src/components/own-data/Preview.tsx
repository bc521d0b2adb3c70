/** What was read: how much, which classes, and the first examples. */
import { useEffect, useRef } from 'react';
import type { OwnData } from '../../training/data/dataset';
import styles from './own-data.module.css';

const mostExamples = 8;
const mostFeatures = 6;
const mostClasses = 12;

export function Preview({ data }: { data: OwnData }) {
  const { name, inputShape, classNames, inputs, labels, testFrom, notes } = data;
  const size = inputShape.reduce((product, n) => product * n, 1);
  const counts = classNames.map((_, label) => labels.reduce((sum, each) => sum + Number(each === label), 0));
  const rows = Array.from({ length: Math.min(mostExamples, labels.length) }, (_, i) =>
    inputs.subarray(i * size, (i + 1) * size),
  );
  const image = inputShape.length === 3;
  return (
    <section aria-label="Preview">
      <p>
        <strong>{name}</strong>: {testFrom.toLocaleString('en')} training and{' '}
        {(labels.length - testFrom).toLocaleString('en')} test examples,{' '}
        {image ? `images of ${inputShape[1]} × ${inputShape[0]}` : `${size} inputs each`}, {classNames.length}{' '}
        classes:{' '}
        {classNames
          .slice(0, mostClasses)
          .map((each, i) => `${each} (${counts[i].toLocaleString('en')})`)
          .join(', ')}
        {classNames.length > mostClasses && ', …'}.
      </p>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      {image ? (
        <ul className={styles.images} aria-label="First examples">
          {rows.map((values, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the data
            <li key={i}>
              <Picture values={values} shape={inputShape} />
              {classNames[labels[i]]}
            </li>
          ))}
        </ul>
      ) : (
        <section className={styles.scroll} tabIndex={0} aria-label="First examples">
          <table>
            <tbody>
              {rows.map((values, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the data
                <tr key={i}>
                  <th scope="row">{classNames[labels[i]]}</th>
                  {[...values.subarray(0, mostFeatures)].map((value, c) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place in the example
                    <td key={c}>{value.toFixed(2)}</td>
                  ))}
                  {size > mostFeatures && <td>…</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Picture({
  values,
  shape: [height, width, channels],
}: {
  values: Float32Array;
  shape: readonly number[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = new Uint8ClampedArray(4 * width * height);
    for (let p = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) pixels[4 * p + c] = 255 * values[p * channels + (channels === 3 ? c : 0)];
      pixels[4 * p + 3] = 255;
    }
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [values, width, height, channels]);
  return <canvas ref={canvas} width={width} height={height} aria-hidden="true" />;
}
