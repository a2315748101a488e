import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { tierName } from '../../../shared/domain/tier.ts';
import { showSlice } from '../../commands/open-in-window.ts';
import type { AgentLoad } from '../../db/board.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { type PersonLoad, personLoads } from './person-loads.ts';
import styles from './agent-loads.module.css';

type AgentLoadsProps = { readonly loads: ReadonlyMap<string, AgentLoad>; readonly workspace: Workspace };

/** Who holds how many open tickets, the fullest plate first; a click or Enter opens that person's tickets. */
export function AgentLoads({ loads, workspace }: AgentLoadsProps): ReactElement {
  const say = useText();
  const people = personLoads(loads, workspace.users, say('common.unknownPerson'));
  const most = Math.max(1, ...people.map(({ open }) => open));
  return (
    <section className={styles['card']} aria-labelledby="wall-agents">
      <h2 id="wall-agents" className={styles['title']}>
        {say('wall.agents')}
      </h2>
      {people.length === 0 ? <p className={styles['empty']}>{say('wall.noAgents')}</p> : null}
      <ul className={styles['people']}>
        {people.map((person) => (
          <li key={person.id}>
            <Person person={person} most={most} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({ person, most }: { readonly person: PersonLoad; readonly most: number }): ReactElement {
  const say = useText();
  const { id, name, tiers, open, breached } = person;
  return (
    <button
      type="button"
      className={styles['person']}
      aria-label={say('wall.person', { name, open, breached })}
      onClick={() => showSlice({ figure: 'open', tier: null, assigneeId: id })}
    >
      <span className={styles['name']}>
        <span className={styles['who']}>{name}</span>
        <span className={styles['tiers']}>{tiers.map(tierName).join(' ')}</span>
      </span>
      {breached === 0 ? null : (
        <span className={styles['late']}>
          <TriangleAlert aria-hidden />
          {breached}
        </span>
      )}
      <span className={styles['count']}>{open}</span>
      <svg className={styles['bar']} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
        <rect className={styles['held']} width={(100 * open) / most} height="4" />
        <rect className={styles['over']} width={(100 * breached) / most} height="4" />
      </svg>
    </button>
  );
}
