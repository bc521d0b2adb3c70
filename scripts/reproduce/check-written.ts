/** Reads what was written as the page does, and holds it to what must be there. Throws in words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceFile, parseEvidence } from '../../src/evidence/evidence-file';
import { experiments } from '../../src/evidence/experiments';
import { figurePath } from '../../src/evidence/markdown';

export function checkWritten(folder: string): EvidenceFile {
  const parsed = parseEvidence(JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')));
  if (!parsed.ok) throw new Error(parsed.message);
  const { verdicts, tables, figures, runs, arms, provenance } = parsed.evidence;
  const needs = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`The evidence in ${folder} lacks ${what}.`);
  };
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const { claim, settings, arms: names } of experiments) {
    const verdict = verdicts.find((each) => each.claim === claim);
    needs(
      /^(supported|not supported) here(, open in \d+ of \d+ settings)?$|^(open|not tested) here$|^depends on the /.test(
        verdict?.verdict ?? '',
      ),
      `a verdict on ${claim}`,
    );
    needs(page.includes(`## ${claim}: ${verdict?.verdict}`), `the verdict on ${claim} in its page`);
    const [outcomes, checks, trained] = tables.filter((table) => table.claim === claim);
    needs(outcomes?.rows.length === settings.length, `an outcome for each setting of ${claim}`);
    needs(checks?.rows.length >= settings.length, `the checks of ${claim}`);
    needs(trained?.rows.length === settings.length * names.length, `the runs of ${claim}`);
    const own = figures.filter((figure) => figure.claim === claim);
    needs(own.length > 0, `a figure for ${claim}`);
    for (const { file } of own) {
      const svg = readFileSync(join(folder, figurePath(file)), 'utf8');
      needs(
        svg.startsWith('<svg') && svg.includes('<circle') && !/NaN|undefined|Infinity/.test(svg),
        `a sound ${file}`,
      );
      needs(page.includes(figurePath(file)), `${file} in its page`);
    }
  }
  for (const { id } of arms)
    needs(runs.filter(({ arm }) => arm === id).length === provenance.seeds.length, `a run per seed of ${id}`);
  return parsed.evidence;
}
