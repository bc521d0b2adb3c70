/** The first examples of a batch, drawn small, each with its class: signals, images or points of the plane. */
import { extent, line, scaleLinear } from 'd3';
import { useEffect, useRef } from 'react';
import type { StepView } from '../../training/protocol';
import styles from './slow-motion.module.css';

type Examples = StepView['examples'];

const signal = { width: 72, height: 34 };
const plane = 150;

export function BatchExamples({ examples }: { examples: Examples }) {
  const { inputs, labels, shape } = examples;
  const size = shape.reduce((product, n) => product * n, 1);
  const rows = Array.from(labels, (_, i) => inputs.subarray(i * size, (i + 1) * size));
  if (shape.length === 1 && size === 2) return <Scatter examples={examples} />;
  const range = (extent(inputs) as [number | undefined, number | undefined]).map((x) => x ?? 0);
  return (
    <ul className={styles.examples} aria-label="First examples of the batch">
      {rows.map((values, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the batch
        <li key={i}>
          {shape.length === 3 ? (
            <Picture values={values} width={shape[1]} height={shape[0]} range={range} />
          ) : (
            <Signal values={values} range={range} />
          )}
          class {labels[i]}
        </li>
      ))}
    </ul>
  );
}

interface Drawn {
  values: Float32Array;
  /** Least and largest value of all examples shown. */
  range: number[];
}

function Signal({ values, range }: Drawn) {
  const x = scaleLinear([0, values.length - 1], [1, signal.width - 1]);
  const y = scaleLinear(range, [signal.height - 2, 2]);
  const path = line<number>((_, i) => x(i), y).defined(Number.isFinite)(values);
  return (
    <svg {...signal} aria-hidden="true">
      <path d={path ?? ''} />
    </svg>
  );
}

function Picture({ values, range, width, height }: Drawn & { width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [low, high] = range;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    values.forEach((value, i) => {
      const grey = ((value - low) / (high - low || 1)) * 255;
      image.data.set([grey, grey, grey, 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
  }, [values, width, height, low, high]);
  return <canvas ref={canvas} className={styles.picture} width={width} height={height} />;
}

/** Points of the plane share one figure; each is drawn as the number of its class. */
function Scatter({ examples: { inputs, labels } }: { examples: Examples }) {
  const points = Array.from(labels, (label, i) => ({ label, x: inputs[2 * i], y: inputs[2 * i + 1] }));
  const scale = (values: number[], pixels: [number, number]) =>
    scaleLinear(
      (extent(values) as [number | undefined, number | undefined]).map((v) => v ?? 0),
      pixels,
    );
  const x = scale(
    points.map((point) => point.x),
    [10, plane - 10],
  );
  const y = scale(
    points.map((point) => point.y),
    [plane - 12, 12],
  );
  const words = points.map((point) => `class ${point.label}`).join(', ');
  return (
    <>
      <p>Each number is the class of the point where it stands.</p>
      <svg
        className={styles.scatter}
        width={plane}
        height={plane}
        role="img"
        aria-label={`First examples of the batch, points of the plane: ${words}`}
      >
        {points.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place in the batch
          <text key={i} x={x(point.x)} y={y(point.y)} dy="0.35em" textAnchor="middle">
            {point.label}
          </text>
        ))}
      </svg>
    </>
  );
}
