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
    again = [],
  } = provenance;
  return [
    `Command: \`${command}\``,
    `Date: ${date}`,
    `${runs} runs; seeds ${seeds.join(', ')}, schedules tuned on ${tuningSeeds.join(', ')}; ${timeText(processorSeconds)} of processor time, all runs together`,
    `Two Regimes ${app}, commit ${commit}, TensorFlow.js ${tfjs} on ${backend}, Node ${node} on ${system}`,
    `Processor: ${processor}, ${cores} cores`,
    ...again.map(
      (each) =>
        `${each.runs} runs of ${each.claims.join(', ')} trained once more, for numbers that had not been measured: ${timeText(each.processorSeconds)} of processor time, with the training program of commit ${each.commit}, ${each.date}`,
    ),
  ];
}

const timeText = (seconds: number) =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
