/** Whatever may never answer is awaited with a limit (`training/within.ts`), or waits for a person and says so here. */
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What asks a browser, a device, a server, a disk or another thread, and how it is written. */
const questions: Record<string, RegExp> = {
  'the site': /\bfetch\((?!(entry\.)?id\b)/g,
  'an adapter': /\.requestAdapter\(/g,
  'a device': /\.requestDevice\(/g,
  'numbers of a device': /\.(data\(\)|mapAsync\(|getBufferData\(|onSubmittedWorkDone\()/g,
  'a compiler': /\.createComputePipelineAsync\(/g,
  'a backend of tfjs': /\bsetBackend\(/g,
  'a part of tfjs': /\bimport\('@tensorflow/g,
  'a database': /\bopenDB(<\w+>)?\(/g,
  'a lock': /\.(request|query)\((?!\))[^)]*\b(mode|ifAvailable)\b|manager\?\.query\(/g,
  'the storage': /\.storage\?*\.\w+\(/g,
  'the clipboard': /clipboard\?*\.\w+\(/g,
  'a file': /\.arrayBuffer\(\)/g,
  'a picture': /\bcreateImageBitmap\(|\.decode\(\)|\.toBlob\(/g,
  'a digest': /\.subtle\.\w+\(/g,
  'a folder': /\.(readEntries|file)\(/g,
  'fonts or views': /document\.fonts|startViewTransition\(/g,
};

/** Calls that give a limit to what they are given. */
const limited = /\b(within|fromStorage|fromDevice|compiled|readBytes|askWorker|load)(<\w+>)?\($/;

/** A limit stands elsewhere, or there is none on purpose. */
const excused: Record<string, string> = {
  './training/engines/tfjs/gpu-source.ts': 'Asked gives each question its limit',
  './components/page/reload.ts': 'the whole answer has its limit below',
  './runs/first-picture.ts': 'the whole of it has a limit below',
  './runs/storage/database.ts': 'opening has its limit below',
  './runs/storage/locks.ts': 'each has its limit below, but for the wait for another tab: a person ends that',
  './components/figure-file/figure-file.ts': 'what is drawn has its limit below',
  './components/exchange/dropped-files.ts': 'each callback has its limit below',
  './components/page/copy-text.ts': 'the limit stands below',
  './runs/storage/usage.ts': 'the limit stands below',
  './training/engines/calibration.ts': 'opening has its limit below',
  './training/engines/tfjs/backend.ts': 'the backend has its limit below',

  './training/engines/tfjs/surface.ts': 'many at once have one limit around them',
  './training/engines/tfjs/wasm-fault.ts': 'the program has arrived whole: fetch-whole',
  './training/data/fashion/load.ts': 'the file has arrived whole: fetch-whole',
};

const isForTests = (path: string) => /\.(test|arbitrary)\.tsx?$|\/testing\//.test(path);

/** Questions of one source without a limit right around them. */
function withoutLimit(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return Object.entries(questions).flatMap(([what, asked]) =>
    [...code.matchAll(asked)]
      // Methods with such names are no questions where they are declared.
      .filter(({ index }) => !isLimited(code.slice(0, index)))
      .map(({ 0: call }) => `${what}: ${call}`),
  );
}

/** The call stands in the arguments of one that gives a limit. */
function isLimited(before: string): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && before.length - at < 600; at--) {
    if (before[at] === ')' || before[at] === '}') depth++;
    if (before[at] === '(' || before[at] === '{') depth--;
    if (depth < 0) {
      if (before[at] === '(' && limited.test(before.slice(0, at + 1))) return true;
      depth = 0;
    }
  }
  return false;
}

test('the check sees a question without a limit, and one with', () => {
  expect(withoutLimit('const a = await fetch(url);')).toEqual(['the site: fetch(']);
  expect(withoutLimit("const a = await within(3, fetch(url, { signal }), 'The site');")).toEqual([]);
  expect(withoutLimit("within(3, first(), 'It'); await fetch(url);")).toHaveLength(1);
});

test('everything that may never answer has a limit', () => {
  const found = Object.entries(sources)
    .filter(([path]) => !isForTests(path) && !(path in excused))
    .flatMap(([path, text]) => withoutLimit(text).map((each) => `${path} asks ${each}`));
  expect(found).toEqual([]);
});

test('what is excused still asks, and knows limits', () => {
  const names = /\b(within|fromStorage|fromDevice|fetchWhole)\b/;
  for (const path of Object.keys(excused)) {
    expect([path, withoutLimit(sources[path] ?? '').length > 0]).toEqual([path, true]);
    expect([path, names.test(sources[path])]).toEqual([path, true]);
  }
});
