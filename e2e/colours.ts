/** Colours as they are on the screen, read from the page. */
import type { Locator, Page } from '@playwright/test';

const names = ['Canvas', 'CanvasText', 'FieldText', 'ButtonText', 'HighlightText'] as const;

/** What the system's colours are now: `rgb(…)` by name. */
export function systemColours(page: Page): Promise<Record<(typeof names)[number], string>> {
  return page.evaluate((all) => {
    const probe = document.body.appendChild(document.createElement('span'));
    const entries = all.map((name) => {
      probe.style.color = name;
      return [name, getComputedStyle(probe).color];
    });
    probe.remove();
    return Object.fromEntries(entries);
  }, names);
}

interface TextColours {
  text: string;
  /** WCAG contrast with the nearest background that is not transparent. */
  contrast: number;
}

/** The colour of an element's text. */
export async function textColours(locator: Locator): Promise<TextColours> {
  const [text, ground] = await locator.evaluate((element) => {
    const style = getComputedStyle(element);
    const own = element instanceof SVGElement ? style.fill : style.color;
    let below: Element | null = element;
    const groundOf = (each: Element) => getComputedStyle(each).backgroundColor;
    while (below && /, 0\)$/.test(groundOf(below))) below = below.parentElement;
    return [own, groundOf(below ?? document.documentElement)];
  });
  return { text, contrast: contrast(channels(text), channels(ground)) };
}

/** How many pixels a figure's canvas has drawn on, and the most that one of them stands out from the page. */
export async function tracesOf(figure: Locator): Promise<{ pixels: number; contrast: number }> {
  const { pixels, colours, ground } = await figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<string>();
    let pixels = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 0) pixels++;
      if (data[i + 3] === 255) seen.add(data.subarray(i, i + 3).join());
    }
    return { pixels, colours: [...seen], ground: getComputedStyle(document.documentElement).backgroundColor };
  });
  const strongest = Math.max(1, ...colours.map((each) => contrast(channels(each), channels(ground))));
  return { pixels, contrast: strongest };
}

/** Red, green and blue of `rgb(r, g, b)` or `r,g,b`. */
const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

function contrast(a: number[], b: number[]): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
