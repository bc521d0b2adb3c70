/** What all figures as files share: their size, title, legend, and text and numbers that are safe in SVG. Pure. */
import { type Marker, markerSize } from '../charts/run-style';
import { lightColours } from './light-colours';

const width = 720;
const margin = { left: 82, right: 20, bottom: 48 };
export const plot = { width: width - margin.left - margin.right, height: 290 };
/** Rows of the legend: the first, and how far apart. */
const firstRow = 42;
const rowHeight = 15;
/** Settings below the plot: letters in a row, and the height of one. */
const noteLetters = 106;
const noteHeight = 15;
/** Room of a stroke with the gap after its name, and of a letter in the widest of the fonts, at 12 px. */
const strokeRoom = 54;
const letterRoom = 7.4;
const mostLetters = Math.floor((plot.width - strokeRoom) / letterRoom);
export const font = 'system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`).replace(/[^\P{Cc}\n]/gu, '');
export const at = (x: number) => String(Number(x.toFixed(1)));
export const colourOf = (property: string) => lightColours[property] ?? '#808080';
export const dashed = (dash: readonly number[]) =>
  dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';

/** A shape that tells a run, in the middle of a group of its colour. */
export const mark = (marker: Marker, x: number, y: number, colour: string) =>
  `<path d="${marker.shape}" fill="${colour}" transform="translate(${at(x)},${at(y)}) scale(${markerSize})"/>`;

export interface Page {
  heading: string;
  /** For those who cannot see the picture. */
  title: string;
  legend: Legend;
  /** What the axes count. */
  xTitle: string;
  yTitle: string;
  /** What was trained: whole lines, wrapped where they are too long. */
  notes: readonly string[];
  /** Of the plot; as usual without one. */
  height?: number;
}

/** A figure with its heading, legend, axis titles and settings around what is drawn in the plot. */
export function page(
  { heading, title, legend, xTitle, yTitle, notes, height: tall = plot.height }: Page,
  drawn: readonly string[],
): string {
  const top = firstRow + legend.rows * rowHeight + 12;
  const lines = notes.flatMap((note) => wrapped(note));
  const height = top + tall + margin.bottom + lines.length * noteHeight;
  const muted = colourOf('--muted');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colourOf('--paper')}"/>`,
    `<text x="${margin.left}" y="22" font-size="16" font-weight="600" fill="${colourOf('--ink')}">${escaped(heading)}</text>`,
    legend.svg,
    `<clipPath id="plot"><rect x="-1" y="-4" width="${plot.width + 2}" height="${tall + 8}"/></clipPath>`,
    `<g transform="translate(${margin.left},${top})">`,
    ...drawn,
    `<path d="M0,0V${tall}H${plot.width}" fill="none" stroke="${muted}"/>`,
    `<text x="${plot.width / 2}" y="${tall + 37}" text-anchor="middle" fill="${colourOf('--ink')}">${escaped(xTitle)}</text>`,
    `<text transform="translate(${22 - margin.left},${tall / 2}) rotate(-90)" text-anchor="middle" fill="${colourOf('--ink')}">${escaped(yTitle)}</text>`,
    ...lines.map(
      (line, i) =>
        `<text x="${-margin.left + 16}" y="${tall + margin.bottom + 6 + i * noteHeight}" font-size="11" fill="${muted}">${escaped(line)}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A text broken into lines between its words, each as long as fits; a word longer than a line is cut. */
export function wrapped(text: string, most = noteLetters): string[] {
  const lines: string[] = [];
  // A dot stays with what it ends.
  for (const word of text.replaceAll(' ·', '\u00a0·').split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && [...last].length + 1 + [...word].length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push([...word].length > most ? `${[...word].slice(0, most - 1).join('')}…` : word);
  }
  return lines;
}

export interface Named {
  label: string;
  colour: string;
  dash?: readonly number[];
  marker?: Marker;
  width?: number;
}

export interface Legend {
  svg: string;
  rows: number;
}

/** Strokes and their names in rows above the plot; a name longer than a row is cut. */
export function legendOf(entries: readonly Named[]): Legend {
  let [x, row] = [margin.left, 0];
  const parts = entries.map(({ label, colour, dash = [], marker, width: stroke = 3 }) => {
    const letters = [...label];
    const name = letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : label;
    const room = strokeRoom + Math.min(letters.length, mostLetters) * letterRoom;
    if (x + room > width - margin.right && x > margin.left) {
      x = margin.left;
      row++;
    }
    const y = firstRow + row * rowHeight;
    const text = `<path d="M${at(x)},${y - 4}h30" stroke="${colourOf(colour)}" stroke-width="${stroke}"${dashed(dash)}/>${marker ? mark(marker, x + 15, y - 4, colourOf(colour)) : ''}<text x="${at(x + 36)}" y="${y}" font-size="12" fill="${colourOf('--muted')}">${escaped(name)}</text>`;
    x += room;
    return text;
  });
  return { svg: parts.join(''), rows: row + 1 };
}
