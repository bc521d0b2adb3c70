/** What a field of a run is: its kinds, and how one of each is written down in the table (`fields.ts`). Types, mostly. */

interface FieldBase {
  /** Label beside the control. */
  label: string;
  /** Short name for differences between runs and for the address bar's readers. */
  short: string;
  /** Unit printed after the value, empty for pure numbers. */
  unit?: string;
  /** May change while a run trains; everything else is part of the run from its first step. */
  live?: boolean;
  /** No control changes it: it comes with something else. */
  fixed?: boolean;
  /** One plain sentence on what it does. */
  hint: string;
}

export interface NumberField extends FieldBase {
  kind: 'number';
  min: number;
  max: number;
  default: number;
  integer?: boolean;
  /** Moves in equal ratios rather than equal differences. */
  log?: boolean;
}

export interface ChoiceField<T extends string = string> extends FieldBase {
  kind: 'choice';
  options: Record<T, string>;
  /** Options that no list offers: they come about in another way. */
  unlisted?: readonly T[];
  default: T;
}

export interface BooleanField extends FieldBase {
  kind: 'boolean';
  default: boolean;
}

export type Field = NumberField | ChoiceField | BooleanField;

export const number = <const F extends Omit<NumberField, 'kind'>>(field: F) => ({
  kind: 'number' as const,
  ...field,
});
export const boolean = <const F extends Omit<BooleanField, 'kind'>>(field: F) => ({
  kind: 'boolean' as const,
  ...field,
});
export const choice = <T extends string>(
  field: Omit<ChoiceField<T>, 'kind' | 'default'> & { default: NoInfer<T> },
): ChoiceField<T> => ({
  kind: 'choice',
  ...field,
});
