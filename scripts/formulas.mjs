/** Vite plugin: turns a `.tex` file of lines `name: formula` into a module of MathML texts, at build time. */
import temml from 'temml';

export function formulas() {
  return {
    name: 'formulas',
    transform(source, id) {
      if (!id.endsWith('.tex')) return undefined;
      const lines = source.split('\n').filter((line) => line.trim() !== '');
      const entries = lines.map((line) => {
        const at = line.indexOf(':');
        const tex = line.slice(at + 1).trim();
        // The page's Content-Security-Policy allows no style attributes.
        const math = temml.renderToString(tex, { throwOnError: true }).replace(/ style="[^"]*"/g, '');
        return [line.slice(0, at).trim(), math];
      });
      return { code: `export default ${JSON.stringify(Object.fromEntries(entries))};`, map: null };
    },
  };
}
