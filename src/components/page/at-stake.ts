/** What loading the page again would end: whoever trains or holds numbers says so here. */

export interface AtStake {
  trains(): boolean;
  /** Whether nothing of it would be lost. */
  isKept(): boolean;
  /** Brings it to rest and saves it; resolves to how it goes on if the page stays. */
  settle(): Promise<() => void>;
}

const all: AtStake[] = [];

export const putAtStake = (each: AtStake) => void all.push(each);

export const anythingTrains = () => all.some((each) => each.trains());

export const allIsKept = () => all.every((each) => each.isKept());

export async function settleAll(): Promise<() => void> {
  const resume = await Promise.all(all.map((each) => each.settle()));
  return () => {
    for (const goOn of resume) goOn();
  };
}
