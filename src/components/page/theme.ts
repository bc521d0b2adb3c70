/** Light, dark or as the system has it; remembered where the browser allows. */

import { store, stored } from './stored';

export type Theme = 'auto' | 'light' | 'dark';
export const themes: readonly Theme[] = ['auto', 'light', 'dark'];

const key = 'two-regimes-theme';
const systemDark = matchMedia('(prefers-color-scheme: dark)');
let current: Theme = 'auto';

systemDark.addEventListener('change', () => applyTheme(current));

export function storedTheme(): Theme {
  const last = stored(key);
  return themes.find((theme) => theme === last) ?? 'auto';
}

export function applyTheme(theme: Theme): void {
  current = theme;
  const dark = theme === 'dark' || (theme === 'auto' && systemDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.content = dark ? '#171614' : '#fdfcfa';
  store(key, theme);
}
