/** Mounts the page. The worker starts with the first run, so nothing here waits for tfjs. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startLab } from './components/page/start-lab';
import { applyTheme, storedTheme } from './components/page/theme';
import './styles/base.css';

applyTheme(storedTheme());
const { lab, page, around } = startLab(new URL('./', document.baseURI).href, location.search);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App {...{ lab, page, around }} />
  </StrictMode>,
);
