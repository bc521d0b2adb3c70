/** How evidence was made, in lines of text, for Markdown and the page. Pure. */
import type { EvidenceFile } from './evidence-file';

export function provenanceLines(provenance: EvidenceFile['provenance']): string[] {
  const {
    command,
    app,
    commit,
    tfjs,
    node,
    backend,
    system,
    processor,
    cores,
    date,
    processorSeconds,
    runs,
    seeds,
    tuningSeeds,
  } = provenance;
  const minutes =
    processorSeconds < 90 ? `${Math.round(processorSeconds)} s` : `${Math.round(processorSeconds / 60)} min`;
  return [
    `Command: \`${command}\``,
    `Date: ${date}`,
    `${runs} runs; seeds ${seeds.join(', ')}, schedules tuned on ${tuningSeeds.join(', ')}; ${minutes} of processor time, all runs together`,
    `Two Regimes ${app}, commit ${commit}, TensorFlow.js ${tfjs} on ${backend}, Node ${node} on ${system}`,
    `Processor: ${processor}, ${cores} cores`,
  ];
}
