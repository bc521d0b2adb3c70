/** The columns of a log, each with what it is and its first numbers. */
import type { LogShape } from '../../runs/import/log-shape';
import { type Choice, type Role, roleNames, roles } from '../../runs/import/roles';
import styles from './log-columns.module.css';

interface Props {
  shape: LogShape;
  choice: Choice;
  onChoice(choice: Choice): void;
}

export function Columns({ shape, choice, onChoice }: Props) {
  return (
    <>
      <p className={styles.note}>
        Losses in several columns are added up. A column with names of runs groups the rows.
        {shape.more > 0 && ` ${shape.more} more columns are left out.`}
      </p>
      <div className={styles.scroll}>
        <table className={styles.columns}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">What it is</th>
              <th scope="col">First values</th>
            </tr>
          </thead>
          <tbody>
            {shape.columns.map(({ name, first }) => (
              <tr key={name} data-used={choice[name] !== 'none' || undefined}>
                <th scope="row">{name}</th>
                <td>
                  <select
                    aria-label={`What “${name}” is`}
                    value={choice[name]}
                    onChange={({ currentTarget }) =>
                      onChoice({ ...choice, [name]: currentTarget.value as Role })
                    }
                  >
                    {roles.map((role) => (
                      <option key={role} value={role}>
                        {roleNames[role]}
                      </option>
                    ))}
                  </select>
                </td>
                <td className={styles.first}>{first.length > 0 ? first.join(', ') : 'nothing'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
