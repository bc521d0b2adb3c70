/** Makes the store of this page: configuration and backend from the address, the recorded run as first picture. */
import { fetchFirstPicture, firstPictureOf } from '../../runs/first-picture';
import type { Notice } from '../../runs/lab';
import { createLab, type Lab } from '../../runs/lab-store';
import { decodeConfig, encodeRun } from '../../runs/url';
import { defaultConfig } from '../../training/config';
import type { EngineWish } from '../../training/protocol';
import { runQuery } from '../share/links';
import { createAddressWriter } from './address';
import { createPage, type PageStore, readPageOptions, writePageOptions } from './page-options';
import { placeOf, settlePlace } from './place';
import { spawnTraining } from './spawn-training';
import type { Surroundings } from './surroundings';

export function startLab(
  baseUrl: string,
  search: string,
): { lab: Lab; page: PageStore; around: Surroundings } {
  settlePlace();
  const link = decodeConfig(search);
  const { issues, ...options } = readPageOptions(search);
  const page = createPage(options);
  const faults = [...link.issues.map(({ message }) => message), ...issues];
  const notices: Notice[] = faults.map((text) => ({
    tone: 'error',
    text: text.startsWith('This link') ? text : `This link: ${text}`,
  }));
  const lab = createLab({
    spawn: spawnTraining,
    wish: link.wish,
    baseUrl,
    config: link.config,
    notices,
  });
  lab.getState().setScript(link.script);
  keepAddress(lab, page, link.wish);
  // A link that asks for something of its own starts with its plan, not with the recording of another run.
  const { config, script } = lab.getState();
  const plain = encodeRun(config, script) === '' && faults.length === 0;
  begin(lab, baseUrl, plain);
  // A link to a lesson may ask for shorter runs; what is explored later is no such wish.
  const toLesson = placeOf(location.hash) === 'lessons';
  const asked = toLesson ? link.config : defaultConfig;
  const wrong = toLesson ? link.issues.map(({ message }) => message).join(' ') : '';
  const wrongLink = { text: wrong && `This link: ${wrong}`, at: location.hash };
  return { lab, page, around: { baseUrl, wish: link.wish, asked, wrongLink } };
}

/** Brings back kept runs; somebody who has none, and whose link asks for nothing, sees the recording. */
async function begin(lab: Lab, baseUrl: string, plain: boolean): Promise<void> {
  const { openKeeper } = await import('../../runs/storage/keeper');
  const kept = await lab.getState().keep(await openKeeper());
  if (!plain) return;
  const last = lab.getState().runs.at(-1);
  if (kept && last && lab.getState().current === undefined) lab.getState().select(last.id);
  else if (!kept) await showRecording(lab, baseUrl);
}

async function showRecording(lab: Lab, baseUrl: string): Promise<void> {
  // Only a picture to begin with: without it the page shows the plan.
  const recording = await fetchFirstPicture(baseUrl).catch(() => undefined);
  lab.getState().showRecorded(firstPictureOf(recording));
}

/** The address bar holds the plan behind what is shown, and how much of the page is. */
function keepAddress(lab: Lab, page: PageStore, wish: EngineWish): void {
  const { write, finish } = createAddressWriter();
  const follow = () => {
    const parts = [
      runQuery(lab.getState()),
      wish.backend === 'auto' ? '' : `backend=${wish.backend}`,
      wish.engine === 'auto' ? '' : `engine=${wish.engine}`,
      writePageOptions(page.getState()),
    ];
    write(parts.filter(Boolean).join('&'));
  };
  // A refused link is replaced by what is shown instead of it.
  follow();
  page.subscribe(follow);
  lab.subscribe(follow);
  // Reloading at once keeps the last change too.
  addEventListener('pagehide', finish);
}
