/** What stands behind the page: the paper, what is claimed and what not, the method, licences, citation, privacy. */
import { places } from '../page/place';
import styles from './about.module.css';
import { Citation } from './Citation';
import { paper } from './citation';

/** Every library that the page loads, and what for. */
const libraries: readonly [name: string, url: string, use: string][] = [
  ['TensorFlow.js', 'https://www.tensorflow.org/js', 'trains the networks (Apache 2.0)'],
  ['D3', 'https://d3js.org', 'scales, lines and gestures of the figures (ISC)'],
  ['React', 'https://react.dev', 'the page around them (MIT)'],
  ['Zustand', 'https://zustand.docs.pmnd.rs', 'keeps what is shown (MIT)'],
  ['Valibot', 'https://valibot.dev', 'checks files and links (MIT)'],
  ['idb', 'https://github.com/jakearchibald/idb', 'keeps runs in the browser (ISC)'],
  ['fflate', 'https://github.com/101arrowz/fflate', 'packs and unpacks files (MIT)'],
  ['ml-matrix', 'https://github.com/mljs/matrix', 'eigenvalues of small matrices (MIT)'],
  ['pure-rand', 'https://github.com/dubzzz/pure-rand', 'random numbers that can be repeated (MIT)'],
  ['Temml', 'https://temml.org', 'formulas, when the page is built (MIT)'],
];

export default function About() {
  return (
    <main className={styles.about} tabIndex={-1}>
      <section aria-labelledby="about-paper">
        <h2 id="about-paper">The paper</h2>
        <p>
          {paper.authors}: <cite>{paper.title}</cite>, {paper.year},{' '}
          <a href={paper.url}>arXiv:{paper.arxiv}</a>.
        </p>
        <p>
          We could read its abstract and part of its introduction, and no table, figure or setting of its
          body. What this site calls a claim of the paper is from these two; every number on it was measured
          here.
        </p>
      </section>
      <section aria-labelledby="about-claims">
        <h2 id="about-claims">What is claimed here, and what not</h2>
        <ul>
          <li>
            The paper’s claims are re-tested on small networks and small data sets.{' '}
            <a href={places.evidence.hash}>Evidence</a> says for each which way the numbers point, by rules
            that were written down beforehand; a claim that fails is reported as failing.
          </li>
          <li>
            Nothing here shows what happens in large networks, nor that the paper’s own experiments come out
            the same.
          </li>
          <li>
            The cut-offs by which a regime gets its name are ours. They can be moved; the plane of step number
            and second-order share is the truth behind the name.
          </li>
          <li>
            On momentum the literature disagrees, and the answer depends on the batch size: the page shows it
            and takes no side.
          </li>
        </ul>
      </section>
      <section aria-labelledby="about-method">
        <h2 id="about-method">The method in five lines</h2>
        <ol>
          <li>
            A worker beside the page takes the steps of stochastic gradient descent on WebGPU or WebAssembly.
          </li>
          <li>
            After a measured step, the loss of its own batch is read once more: the step number κ says how
            much of what its gradient promised the step kept (all at 0, half at 1, nothing at 2). After some
            of these steps the gradient is read there too: the landing position p says whether the step
            stopped short of the floor of its own batch’s valley (below 1), lies on it, or has crossed it
            (above 1).
          </li>
          <li>
            On 128 fixed examples, the second-order share Q says how much of what the gradient promised there
            was lost to curvature and to the other batches.
          </li>
          <li>Sharpness, the largest eigenvalue of the Hessian, comes from exact products with it.</li>
          <li>
            The regime is named from these readings over a window of steps, never from the learning rate that
            was set.
          </li>
        </ol>
      </section>
      <section aria-labelledby="about-relatives">
        <h2 id="about-relatives">Relatives of these readings</h2>
        <ul>
          <li>
            The step number κ is ours. For a plain step down a parabola it is ηg⊤Hg/|g|², the curvature that
            the batch sees along its own gradient.
          </li>
          <li>
            The landing position p, less 1, is the normalized step length α of Cockpit (Schneider et al.,
            2021), without its noise: both ends of the step are read on one batch here.
          </li>
          <li>
            Losses between one iterate and the next: “A Walk with SGD” (Xing et al., 2018) found that a step
            with small batches bounces between walls, seen over many steps and batches; our p is that of one
            step on one batch.
          </li>
          <li>
            The critical learning rate is the smallest at which a full step no longer lowers the loss (Kalra
            et al., 2026).
          </li>
        </ul>
      </section>
      <section aria-labelledby="about-cite">
        <h2 id="about-cite">How to cite</h2>
        <p>
          Please cite the paper for its ideas. The file <code>CITATION.cff</code> of the source code holds the
          same entries.
        </p>
        <Citation />
      </section>
      <section aria-labelledby="about-licences">
        <h2 id="about-licences">Licences</h2>
        <ul>
          <li>This site and its source code: MIT licence.</li>
          <li>
            Fashion-MNIST: Xiao, Rasul and Vollgraf, 2017; 6,000 of its images are shipped under their{' '}
            <a href="./data/LICENSE-fashion-mnist.txt">MIT licence</a>.
          </li>
          <li>
            MNIST-1D: after Greydanus and Kobak, 2024; the examples are made in the page by a generator that
            was written anew from their description.
          </li>
        </ul>
        <p>Libraries:</p>
        <ul className={styles.libraries}>
          {libraries.map(([name, url, use]) => (
            <li key={name}>
              <a href={url}>{name}</a>: {use}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="about-privacy">
        <h2 id="about-privacy">Privacy</h2>
        <p>
          Nothing leaves your browser: networks train in it, files that you open stay in it, and runs are kept
          in its own storage until you delete them. The page asks no other site for anything, and its
          Content-Security-Policy forbids it to. Links on this page are followed only when you follow them.
        </p>
      </section>
    </main>
  );
}
