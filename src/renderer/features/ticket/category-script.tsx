import type { ReactElement } from 'react';
import { scriptOf } from '../../../shared/domain/category-tree.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import styles from './ticket-context.module.css';

type CategoryScriptProps = { readonly ticket: Ticket; readonly workspace: Workspace };

/** What N1 asks and says about the ticket's category; nothing where nobody has written it. */
export function CategoryScript({ ticket, workspace }: CategoryScriptProps): ReactElement | null {
  const say = useText();
  const script = scriptOf(ticket.categoryId, workspace.categories);
  if (script === null) return null;
  return (
    <section className={styles['section']} aria-labelledby="context-script">
      <h3 id="context-script" className={styles['heading']}>
        {say('script.title')}
      </h3>
      <p className={styles['script']}>{script}</p>
    </section>
  );
}
