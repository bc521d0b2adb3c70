/**
 * A drawing of the lens as a document of its own: the one on the page, with every style it has there written down, in
 * the colours of the light theme whatever the page wears.
 */
import { lightColours } from './light-colours';
import { at, colourOf, escaped, font, wrapped } from './svg-parts';

/** What of the page's style sheets a drawing depends on. */
const properties = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'paint-order', 'visibility', 'display'],
  ...['font-size', 'font-weight', 'font-style', 'text-anchor'],
];
/** Of a heading and of a note. */
const [headingHeight, lineHeight] = [20, 15];
/** Widest letters of a heading and of a note, about. */
const [headingLetter, noteLetter] = [9, 6];

export interface LensPage {
  heading: string;
  /** What was trained and what is seen. */
  notes: readonly string[];
}

export function lensSvg(drawing: SVGSVGElement, { heading, notes }: LensPage): string {
  const [width, height] = ['width', 'height'].map((name) => Number(drawing.getAttribute(name)));
  const body = inLightColours(drawing);
  const room = width - 32;
  const lines = notes.flatMap((note) => wrapped(note, Math.floor(room / noteLetter)));
  const headings = wrapped(heading, Math.floor(room / headingLetter));
  const top = 20 + headings.length * headingHeight;
  const whole = top + height + lines.length * lineHeight + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" font-family="${font}" font-size="13">`,
    `<title>${escaped(drawing.getAttribute('aria-label') ?? heading)}</title>`,
    `<rect width="100%" height="100%" fill="${colourOf('--paper')}"/>`,
    ...headings.map(
      (line, i) =>
        `<text x="16" y="${24 + i * headingHeight}" font-size="16" font-weight="600" fill="${colourOf('--ink')}">${escaped(line)}</text>`,
    ),
    `<g transform="translate(0,${top})">${body}</g>`,
    ...lines.map(
      (line, i) =>
        `<text x="16" y="${at(top + height + 10 + i * lineHeight)}" font-size="11" fill="${colourOf('--muted')}">${escaped(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** What is in a drawing, each element with the styles it is drawn with. */
function inLightColours(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const worn = drawing.getAttribute('style');
  drawing.style.setProperty('forced-color-adjust', 'none');
  drawing.style.setProperty('color', colourOf('--ink'));
  for (const [name, colour] of Object.entries(lightColours)) drawing.style.setProperty(name, colour);
  const copies = copy.querySelectorAll('*');
  drawing.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of properties)
      copies[i].setAttribute(name, style.getPropertyValue(name).replaceAll('"', ''));
    copies[i].removeAttribute('class');
    copies[i].removeAttribute('style');
  });
  if (worn === null) drawing.removeAttribute('style');
  else drawing.setAttribute('style', worn);
  const serializer = new XMLSerializer();
  return [...copy.childNodes].map((node) => serializer.serializeToString(node)).join('');
}
