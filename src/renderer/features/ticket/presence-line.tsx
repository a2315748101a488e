import { type ReactElement, useState } from 'react';
import type { PresenceEvent } from '../../../shared/protocol/presence.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useOthersAt } from '../../sync/presence.ts';
import { Avatar } from '../../ui/avatar.tsx';
import styles from './presence-line.module.css';

/** Faces beyond these are counted in the sentence. */
const FACES = 4;

type PresenceLineProps = { readonly ticketId: string; readonly workspace: Workspace };

/** Who else is at the ticket now: their faces, and in words who answers, or who looks on. */
export function PresenceLine({ ticketId, workspace }: PresenceLineProps): ReactElement {
  const say = useText();
  const others = useOthersAt(ticketId, workspace.me.id);
  const answering = namesOf(others, 'answering', workspace, say);
  const viewing = namesOf(others, 'viewing', workspace, say);
  return (
    <>
      {others.length === 0 ? null : (
        <p
          className={styles['line']}
          data-answering={answering.length > 0}
          role="note"
          aria-label={say('presence.label')}
        >
          <span className={styles['faces']}>
            {[...answering, ...viewing].slice(0, FACES).map((name) => (
              <Avatar key={name} name={name} />
            ))}
          </span>
          {answering.length > 0 ? sentence('answering', answering, say) : sentence('viewing', viewing, say)}
        </p>
      )}
      <Announcement key={ticketId} answering={answering} />
    </>
  );
}

/** What a colleague in the composer must know: who else writes an answer; null while nobody does. */
export function useWhoAnswers(ticketId: string, workspace: Workspace): string | null {
  const say = useText();
  return namesOf(useOthersAt(ticketId, workspace.me.id), 'answering', workspace, say)[0] ?? null;
}

/** Says aloud when somebody begins to answer, once each time: not who looks on, not each renewal, not who leaves. */
function Announcement({ answering }: { readonly answering: readonly string[] }): ReactElement {
  const say = useText();
  const names = answering.join('\n');
  const [heard, setHeard] = useState({ names: '', spoken: '' });
  if (names !== heard.names) {
    const before = new Set(heard.names.split('\n'));
    const begun = answering.filter((name) => !before.has(name));
    setHeard({ names, spoken: begun.length === 0 ? '' : sentence('answering', begun, say) });
  }
  // A live region speaks what changes in it, so it stands there empty until then.
  return <output className={styles['spoken']}>{heard.spoken}</output>;
}

function sentence(state: 'answering' | 'viewing', names: readonly string[], say: Say): string {
  const name = names[0] ?? '';
  return names.length > 1
    ? say(`presence.${state}Many`, { name, count: names.length - 1 })
    : say(`presence.${state}`, { name });
}

function namesOf(
  people: PresenceEvent['people'],
  wanted: PresenceEvent['people'][number]['state'],
  { users }: Workspace,
  say: Say,
): readonly string[] {
  return people
    .filter(({ state }) => state === wanted)
    .map(({ userId }) => users.get(userId)?.name ?? say('common.unknownPerson'));
}
