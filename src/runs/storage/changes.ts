/** Tells other tabs of this page what was done to the kept runs, and hears it from them. */
import * as v from 'valibot';

const schema = v.variant('kind', [
  /** 'rows': it was saved again, every few seconds while it trains; 'labels': a person renamed, hid, ... it. */
  v.object({ kind: v.picklist(['added', 'rows', 'labels', 'removed']), id: v.string() }),
  v.object({ kind: v.literal('cleared') }),
]);

export type Change = v.InferOutput<typeof schema>;
export type ChangeListener = (change: Change) => void;

export interface Changes {
  post(change: Change): void;
  /** Changes that other tabs made. Returns the end of it. */
  onChange(listener: ChangeListener): () => void;
  close(): void;
}

/** Without a channel in the browser nothing is told and nothing heard. */
export function openChanges(name = 'two-regimes'): Changes {
  const listeners = new Set<ChangeListener>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
  if (channel) {
    channel.onmessage = ({ data }) => {
      const result = v.safeParse(schema, data);
      if (result.success) for (const listener of listeners) listener(result.output);
    };
  }
  return {
    post: (change) => channel?.postMessage(change),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      channel?.close();
    },
  };
}
