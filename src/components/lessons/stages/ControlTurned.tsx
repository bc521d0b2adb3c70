/** A value of the next live run that the step lets one turn. */
import { useState } from 'react';
import { parseConfig, type RunConfig } from '../../../training/config';
import type { Field } from '../../../training/field';
import { fields } from '../../../training/fields';
import { NumberControl } from '../../controls/NumberControl';
import styles from '../lessons.module.css';
import type { StageProps } from './stage';

interface Props extends Pick<StageProps<'run'>, 'lesson' | 'turned' | 'turn'> {
  control: keyof RunConfig;
  /** Name of the run in the plan. */
  run: string;
}

export function ControlTurned({ control, run, lesson, turned, turn }: Props) {
  const [error, setError] = useState<string>();
  const planned = lesson.plan.runs[run]?.config;
  const field: Field = fields[control];
  if (!planned || field.kind !== 'number') return null;
  const edit = (value: unknown) => {
    const result = parseConfig({ [control]: value }, planned);
    setError(result.ok ? undefined : result.issues[0].message);
    if (result.ok) turn({ [control]: result.config[control] });
  };
  return (
    <div className={styles.turned}>
      <NumberControl
        field={field}
        value={(turned[control] ?? planned[control]) as number}
        error={error}
        onEdit={edit}
      />
      <p className={styles.note}>
        For the next live run. Recorded: {field.label.toLowerCase()} {String(planned[control])}.
      </p>
    </div>
  );
}
