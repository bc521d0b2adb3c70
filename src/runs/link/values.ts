/** What the text of a value stands for. Pure. */
import type { Field } from '../../training/field';
import { type FieldName, fields } from '../../training/fields';
import { isWithin } from './fit';

const decimal = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A text that stands for nothing stays one, and `parseConfig` refuses it as written. */
export function read(text: string, field: Field): unknown {
  if (field.kind === 'boolean' && (text === 'on' || text === 'off')) return text === 'on';
  if (field.kind === 'number' && text.length <= 30 && decimal.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}

export const isAllowed = (name: FieldName, text: string): boolean => isWithin(name, read(text, fields[name]));
