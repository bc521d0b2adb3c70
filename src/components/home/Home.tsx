/** The first page: what this is, a run to look at, and where to go from here. */
import { lessons } from '../../lessons/registry';
import { places } from '../page/place';
import { HomePicture } from './HomePicture';
import styles from './home.module.css';

const others = [
  ['explore', 'Change data, network and schedule, train, and look at any step under a microscope.'],
  ['phases', 'Train a whole grid of runs and see where each learning rate and momentum leads.'],
  [
    'evidence',
    'The claims put to the test with several seeds: numbers, intervals and verdicts, to be run again.',
  ],
  ['about', 'The paper, what this page claims and what not, licences, and how to cite it.'],
] as const;

export default function Home() {
  return (
    <main className={styles.home} tabIndex={-1}>
      <div>
        <p className={styles.lead}>
          A network learns in thousands of small corrections of its weights, its steps. Leclerc and Madry
          (2020) describe two regimes of training: with large steps the loss does not fall steadily and stays
          high, with small ones it falls fast and smoothly, and yet it is the large steps, they say, that make
          the network do well on examples it has not seen. Here small networks train in your browser, and you
          can see for yourself which of this holds.
        </p>
        <p>
          <a className={styles.primary} href={places.explore.hash}>
            Train one yourself
          </a>
        </p>
      </div>
      <HomePicture />
      <section aria-labelledby="home-lessons" className={styles.lessons}>
        <h2 id="home-lessons">Lessons</h2>
        <p>
          Each takes one claim, asks what you expect, and shows a recorded run that you can train again here.
        </p>
        <ol className={styles.cards}>
          {lessons.map(({ id, title, claim }) => (
            <li key={id}>
              <a href={`${places.lessons.hash}/${id}/1`}>{title}</a>
              <p>{claim}</p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="home-more" className={styles.more}>
        <h2 id="home-more">More</h2>
        <ul className={styles.cards}>
          {others.map(([place, text]) => (
            <li key={place}>
              <a href={places[place].hash}>{places[place].label}</a>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
