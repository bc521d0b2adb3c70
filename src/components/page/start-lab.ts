/** Makes the store of this page: configuration and backend from the address, the recorded run as first picture. */
import type { Notice } from '../../runs/lab';
import { createLab, type Lab } from '../../runs/lab-store';
import { decodeConfig, encodeConfig } from '../../runs/url';
import type { RunConfig } from '../../training/config';

export function startLab(baseUrl: string, search: string): Lab {
  const link = decodeConfig(search);
  const notices: Notice[] = link.issues.map(({ message }) => ({
    tone: 'error',
    text: message.startsWith('This link') ? message : `This link: ${message}`,
  }));
  const lab = createLab({
    spawn: () => new Worker(new URL('../../training/worker.ts', import.meta.url), { type: 'module' }),
    backend: link.backend,
    baseUrl,
    config: link.config,
    notices,
  });
  keepAddress(lab, link.backend);
  // A link that asks for something of its own starts with its plan, not with the recording of another run.
  if (encodeConfig(lab.getState().config) === '' && link.issues.length === 0) showRecording(lab, baseUrl);
  return lab;
}

async function showRecording(lab: Lab, baseUrl: string): Promise<void> {
  const response = await fetch(new URL('recorded/two-phases.json', baseUrl)).catch(() => undefined);
  // Only a picture to begin with: without it the page shows the plan.
  if (response?.ok) lab.getState().showRecorded(await response.json().catch(() => undefined));
}

/** The address bar always holds the configuration that is shown. */
function keepAddress(lab: Lab, backend: string): void {
  const write = ({ config }: { config: RunConfig }) => {
    const query = [encodeConfig(config), backend === 'auto' ? '' : `backend=${backend}`]
      .filter(Boolean)
      .join('&');
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
  };
  // A refused link is replaced by what is shown instead of it.
  write(lab.getState());
  lab.subscribe((state, before) => {
    if (state.config !== before.config) write(state);
  });
}
