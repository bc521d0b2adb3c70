/** What all figures as files share: their size, title, legend, and text and numbers that are safe in SVG. Pure. */
import { lightColours } from './light-colours';

const width = 720;
const margin = { left: 64, right: 20, bottom: 44 };
export const plot = { width: width - margin.left - margin.right, height: 290 };
/** Rows of the legend: the first, and how far apart. */
const firstRow = 42;
const rowHeight = 15;
/** Room of a stroke with the gap after its name, and of a letter in the widest of the fonts, at 12 px. */
const strokeRoom = 46;
const letterRoom = 7.4;
const mostLetters = Math.floor((plot.width - strokeRoom) / letterRoom);
const font = 'system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`).replace(/[^\P{Cc}\n]/gu, '');
export const at = (x: number) => String(Number(x.toFixed(1)));
export const colourOf = (property: string) => lightColours[property] ?? '#808080';
export const dashed = (dash: readonly number[]) =>
  dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';

/** Everything up to the plot, whose group is left open: the file ends with `</g></svg>`. */
export function opening(heading: string, title: string, legend: Legend): string[] {
  const top = firstRow + legend.rows * rowHeight + 8;
  const height = top + plot.height + margin.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colourOf('--paper')}"/>`,
    `<text x="${margin.left}" y="22" font-size="16" font-weight="600" fill="${colourOf('--ink')}">${escaped(heading)}</text>`,
    legend.svg,
    `<clipPath id="plot"><rect x="-1" y="-4" width="${plot.width + 2}" height="${plot.height + 8}"/></clipPath>`,
    `<g transform="translate(${margin.left},${top})">`,
  ];
}

export interface Named {
  label: string;
  colour: string;
  dash: readonly number[];
}

export interface Legend {
  svg: string;
  rows: number;
}

/** Strokes and their names in rows above the plot; a name longer than a row is cut. */
export function legendOf(entries: readonly Named[]): Legend {
  let [x, row] = [margin.left, 0];
  const parts = entries.map(({ label, colour, dash }) => {
    const letters = [...label];
    const name = letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : label;
    const room = strokeRoom + Math.min(letters.length, mostLetters) * letterRoom;
    if (x + room > width - margin.right && x > margin.left) {
      x = margin.left;
      row++;
    }
    const y = firstRow + row * rowHeight;
    const text = `<path d="M${at(x)},${y - 4}h22" stroke="${colourOf(colour)}" stroke-width="3"${dashed(dash)}/><text x="${at(x + 28)}" y="${y}" font-size="12" fill="${colourOf('--muted')}">${escaped(name)}</text>`;
    x += room;
    return text;
  });
  return { svg: parts.join(''), rows: row + 1 };
}
