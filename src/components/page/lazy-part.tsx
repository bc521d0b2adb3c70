/**
 * A component that is fetched when it is first shown. `lazy` stands nowhere else: what goes wrong with such a part is
 * said in its place, and the page and its runs stay.
 */
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { load } from '../../arrival/load';
import { LostWords } from './LostWords';
import { openAtOnce } from './open-at-once';
import styles from './page.module.css';

interface Options {
  /** What its words stand in when it is missing: the whole page below its header, a dialog, or its own place. */
  as?: 'main' | 'dialog' | 'place';
  /** Shown until it is there. */
  waiting?: ReactNode;
}

type Loader<P> = () => Promise<{ default: ComponentType<P> }>;

/** `bring`: only fetches it, so that it is there when it is shown. */
export type LazyPart<P> = ComponentType<P> & { bring: Loader<P> };

/** `what`: a noun phrase, for the words. A part that is a dialog takes `onClose`. */
export function lazyPart<P extends object>(
  what: string,
  get: Loader<P>,
  { as = 'place', waiting }: Options = {},
): LazyPart<P> {
  const fetched = () => lazy(() => load(what, get, true));
  let Part = fetched();
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where a module begins
  function LazyPart(props: P) {
    const [tries, setTries] = useState(0);
    return (
      <Boundary
        key={tries}
        // The next one that is shown asks again.
        onFault={() => {
          Part = fetched();
        }}
        words={(error) => {
          const words = <LostWords error={error} onRetry={() => setTries(tries + 1)} />;
          if (as === 'dialog') return <LostDialog {...props}>{words}</LostDialog>;
          if (as === 'place') return words;
          return (
            <main className={styles.layout} tabIndex={-1}>
              {words}
            </main>
          );
        }}
      >
        <Suspense fallback={waiting}>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  }
  return Object.assign(LazyPart, { bring: get });
}

interface BoundaryProps {
  onFault?(): void;
  words(error: Error): ReactNode;
  children: ReactNode;
}

/** Shows words in the place of what failed while it was shown. */
export class Boundary extends Component<BoundaryProps, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch() {
    this.props.onFault?.();
  }

  override render() {
    const { error } = this.state;
    return error ? this.props.words(error) : this.props.children;
  }
}

function LostDialog({ onClose, children }: { onClose?(): void; children: ReactNode }) {
  return (
    <dialog ref={openAtOnce} className={styles.sheet} aria-label="Not loaded" onClose={onClose}>
      {children}
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
