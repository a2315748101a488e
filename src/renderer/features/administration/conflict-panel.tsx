import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import { Button } from '../../ui/button.tsx';
import { differences } from './differences.ts';
import type { Described } from './section.ts';
import styles from './conflict-panel.module.css';

type ConflictPanelProps = {
  readonly theirs: readonly Described[];
  readonly mine: readonly Described[];
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
};

/** What somebody else has saved meanwhile beside what is typed here, and which of the two is to be. */
export function ConflictPanel({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictPanelProps): ReactElement {
  const say = useText();
  const differing = differences(theirs, mine);
  return (
    <section className={styles['panel']} role="alert">
      <p className={styles['head']}>
        <TriangleAlert size={15} aria-hidden />
        {say('refusal.conflict.changed')}
      </p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{say('admin.conflict.field')}</th>
            <th scope="col">{say('admin.conflict.theirs')}</th>
            <th scope="col">{say('admin.conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ name, label, before, after }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['steps']}>
        <Button size="sm" variant="primary" onClick={onKeepMine}>
          {say('admin.conflict.keepMine')}
        </Button>
        <Button size="sm" onClick={onTakeTheirs}>
          {say('admin.conflict.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}
