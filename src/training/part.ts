/**
 * A part is what a person adds to the house: one file that carries its name, its label, its own fields and their rules.
 * A registry lists the parts of one kind; the choice between them, its names and its fields follow from the list.
 */
import type { Field } from './field';

export type Fields = Readonly<Record<string, Field>>;

export type ValueOf<F> = F extends { kind: 'number' }
  ? number
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { options: Record<infer T, string> }
      ? T
      : never;
export type ValuesOf<F extends Fields> = { -readonly [K in keyof F]: ValueOf<F[K]> };

/** The values of a run by name, for code that does not know which part it has. */
export type AnyRun = Record<string, unknown>;
/** Name and fields of one part. Its functions read these fields, and what its kind reads of every run. */
export type Own<N extends string, F extends Fields> = { name: N; fields: F };

/** A value that does not fit the others. */
export interface Refusal {
  field: string;
  /** What the field takes instead, in words: "0 to 60, the epochs of the run". */
  allowed: string;
}

export interface Part<Run = AnyRun> {
  /** In links and files. */
  name: string;
  /** On the page. */
  label: string;
  /** Chosen in a way of its own, and not from the list. */
  unlisted?: boolean;
  /** Fields that only runs with this part have; several parts may share one. */
  fields: Fields;
  /** Values of these fields that do not fit together, or not the rest of the run. */
  rules?(config: Run): Refusal[];
}

type NameOf<P extends readonly Part[]> = P[number]['name'];
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer A) => void ? A : never;

export interface Registry<P extends readonly Part[]> {
  names: readonly NameOf<P>[];
  /** Labels by name: the options of the choice. */
  options: Record<NameOf<P>, string>;
  /** Options that a list of them leaves out. */
  unlisted: readonly NameOf<P>[];
  /** The fields of all parts, in the order of the list. */
  fields: Together<P[number]['fields']>;
  of<N extends NameOf<P>>(name: N): Extract<P[number], { name: N }>;
  /** Names of the parts that have a field; undefined where it belongs to none. */
  owners(field: string): readonly NameOf<P>[] | undefined;
}

export function registry<const P extends readonly Part[]>(...parts: P): Registry<P> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const owners = new Map<string, NameOf<P>[]>();
  for (const { name, fields } of parts)
    for (const field of Object.keys(fields)) owners.set(field, [...(owners.get(field) ?? []), name]);
  return {
    names: parts.map(({ name }) => name),
    options: Object.fromEntries(parts.map(({ name, label }) => [name, label])) as Record<NameOf<P>, string>,
    unlisted: parts.filter(({ unlisted }) => unlisted).map(({ name }) => name),
    fields: Object.assign({}, ...parts.map(({ fields }) => fields)),
    of: (name) => byName.get(name) as Extract<P[number], { name: typeof name }>,
    owners: (field) => owners.get(field),
  };
}
