/** Makes the store of this page: configuration and backend from the address, the recorded run as first picture. */
import { load } from '../../arrival/load';
import { fetchFirstPicture, firstPictureOf } from '../../runs/first-picture';
import type { Notice } from '../../runs/lab';
import { createLab, type Lab } from '../../runs/lab-store';
import { isAtWork } from '../../runs/run-list';
import type { RunKeeper } from '../../runs/storage/kept-run';
import { withoutStorage } from '../../runs/storage/without-storage';
import { encodeRun, type Link } from '../../runs/url';
import { defaultConfig } from '../../training/config';
import type { EngineWish } from '../../training/protocol';
import { runQuery } from '../share/links';
import { createAddressWriter } from './address';
import { putAtStake } from './at-stake';
import { createPage, type PageStore, readPageOptions, writePageOptions } from './page-options';
import { placeOf } from './place';
import { spawnTraining } from './spawn-training';
import type { Surroundings } from './surroundings';

export function startLab(baseUrl: string, link: Link): { lab: Lab; page: PageStore; around: Surroundings } {
  const { issues, ...options } = readPageOptions(link.page);
  const page = createPage(options);
  const faults = [...link.issues.map(({ message }) => message), ...issues];
  const said = faults.map((text) => (text.startsWith('This link') ? text : `This link: ${text}`));
  const notices: Notice[] = said.map((text) => ({ tone: 'error', text }));
  if (link.repairs.length > 0) {
    const text = `This link was mended: ${link.repairs.join(', ')}. Everything that it says is read.`;
    notices.push({ tone: 'warning', text });
  }
  const lab = createLab({
    spawn: spawnTraining,
    wish: link.wish,
    baseUrl,
    config: link.config,
    notices,
  });
  putAtStake({
    trains: () => lab.getState().runs.some(isAtWork),
    isKept: () => lab.getState().isKept(),
    settle: async () => (await lab.getState().settle()).goOn,
  });
  lab.getState().setScript(link.script);
  keepAddress(lab, page, link.wish, faults.length > 0);
  // A link that asks for something of its own starts with its plan, not with the recording of another run.
  const { config, script } = lab.getState();
  begin(lab, baseUrl, encodeRun(config, script) === '' && faults.length === 0);
  // A link to a lesson may ask for shorter runs; what is explored later is no such wish.
  const toLesson = placeOf(location.hash) === 'lessons';
  const asked = toLesson ? link.config : defaultConfig;
  const wrongLink = { text: toLesson ? said.join(' ') : '', at: location.hash };
  return { lab, page, around: { baseUrl, wish: link.wish, asked, wrongLink } };
}

/** Brings back kept runs; somebody who has none, and whose link asks for nothing, sees the recording. */
async function begin(lab: Lab, baseUrl: string, plain: boolean): Promise<void> {
  const kept = await lab.getState().keep(await getKeeper(lab));
  if (!plain) return;
  const last = lab.getState().runs.at(-1);
  if (kept && last && lab.getState().current === undefined) lab.getState().select(last.id);
  else if (!kept) await showRecording(lab, baseUrl);
}

/** Where what keeps runs does not arrive, one that keeps nothing, until trying again helps. */
async function getKeeper(lab: Lab): Promise<RunKeeper> {
  try {
    const { openKeeper } = await load(
      'the part that keeps runs',
      () => import('../../runs/storage/keeper'),
      true,
    );
    return await openKeeper();
  } catch (error) {
    const { message } = error as Error;
    lab.getState().notify({
      tone: 'error',
      text: `Runs are not kept when the page closes, and kept ones are not shown. ${message}`,
      action: { label: 'Try again', perform: async () => void lab.getState().keep(await getKeeper(lab)) },
    });
    return withoutStorage(message);
  }
}

async function showRecording(lab: Lab, baseUrl: string): Promise<void> {
  // Only a picture to begin with: without it the page shows the plan.
  const recording = await fetchFirstPicture(baseUrl).catch(() => undefined);
  lab.getState().showRecorded(firstPictureOf(recording));
}

/**
 * The address bar holds the plan behind what is shown, and how much of the page is. A link that was `refused` stays
 * as it is until something changes: it can be looked at, corrected and passed on.
 */
function keepAddress(lab: Lab, page: PageStore, wish: EngineWish, refused: boolean): void {
  const { write, finish } = createAddressWriter();
  const query = () => {
    const parts = [
      runQuery(lab.getState()),
      wish.backend === 'auto' ? '' : `backend=${wish.backend}`,
      wish.engine === 'auto' ? '' : `engine=${wish.engine}`,
      writePageOptions(page.getState()),
    ];
    return parts.filter(Boolean).join('&');
  };
  let untouched = refused ? query() : undefined;
  const follow = () => {
    const now = query();
    if (now === untouched) return;
    untouched = undefined;
    write(now);
  };
  follow();
  page.subscribe(follow);
  lab.subscribe(follow);
  // Reloading at once keeps the last change too.
  addEventListener('pagehide', finish);
}
