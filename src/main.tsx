/** Mounts the page. The worker starts with the first run, so nothing here waits for tfjs. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { keepSite } from './components/page/new-version';
import { readPageLink } from './components/page/page-link';
import { startLab } from './components/page/start-lab';
import { applyTheme, storedTheme } from './components/page/theme';
import './styles/base.css';

applyTheme(storedTheme());

// No await at the top: what the link needs imports from this module, which would wait for it.
async function start(): Promise<void> {
  const link = await readPageLink();
  const { lab, page, around } = startLab(new URL('./', document.baseURI).href, link);
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App {...{ lab, page, around }} />
    </StrictMode>,
  );
}
start();
keepSite();
