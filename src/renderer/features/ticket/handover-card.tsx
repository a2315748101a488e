import { ArrowUpFromLine, CornerDownLeft } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Form } from '../../../shared/domain/form.ts';
import type { Handover } from '../../../shared/domain/parts.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './handover-card.module.css';

type HandoverCardProps = {
  readonly handover: Handover;
  readonly tier: Ticket['tier'];
  readonly workspace: Workspace;
};

const STATES = {
  pending: { tone: 'accent', key: 'handover.pending' },
  accepted: { tone: 'success', key: 'handover.accepted' },
  returned: { tone: 'warning', key: 'handover.settledReturned' },
  withdrawn: { tone: 'neutral', key: 'handover.withdrawn' },
  answered: { tone: 'success', key: 'handover.answered' },
} as const;

/** A hand-over in the conversation: what the other tier says of the ticket and, while it waits, the buttons to accept or return it. */
export function HandoverCard({ handover, tier, workspace }: HandoverCardProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const isUp = handover.kind !== 'return';
  const tiers = { from: tierName(handover.fromTier), to: tierName(handover.toTier) };
  const title = say(
    handover.kind === 'subticket' ? 'handover.subticket' : isUp ? 'handover.escalated' : 'handover.returned',
    tiers,
  );
  const by = handover.byId === null ? undefined : workspace.users.get(handover.byId)?.name;
  const state = STATES[handover.state];
  return (
    <li className={styles['card']} aria-label={title} data-state={handover.state}>
      <header className={styles['head']}>
        {isUp ? <ArrowUpFromLine size={15} aria-hidden /> : <CornerDownLeft size={15} aria-hidden />}
        <h3 className={styles['title']}>{title}</h3>
        <span className={styles['by']}>
          {say('handover.by', { name: by ?? say('common.system'), when: shortMoment(language, handover.atMs, nowMs) })}
        </span>
        <Badge tone={state.tone}>{say(state.key)}</Badge>
      </header>
      <Dossier handover={handover} forms={workspace.forms} />
      {handover.state === 'pending' ? (
        <div className={styles['buttons']}>
          <CommandButton size="sm" variant="primary" command={ticketCommands.accept} />
          {tier === 1 ? null : <CommandButton size="sm" command={ticketCommands.return} />}
        </div>
      ) : null}
    </li>
  );
}

/** What came with it: the answers under the form's own questions, or why it was returned and what is missing. */
function Dossier({ handover, forms }: { readonly handover: Handover; readonly forms: readonly Form[] }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const form = forms.find(({ id }) => id === handover.formId);
  const answers = Object.entries(handover.answers ?? {}).filter(([, answer]) => answer !== '');
  // In the form's order; an answer to a question that a later version dropped comes last, under its key.
  const position = (key: string): number => form?.fields.findIndex((field) => field.key === key) ?? -1;
  const sorted = answers.toSorted(([a], [b]) => (position(a) >>> 0) - (position(b) >>> 0));
  const labelOf = (key: string): string => {
    const label = form?.fields.find((field) => field.key === key)?.label;
    return label === undefined ? key : label[language === 'pt-BR' ? 'pt' : 'en'];
  };
  const entries: readonly (readonly [string, string])[] = [
    ...(handover.reason === null ? [] : [[say('handover.reason'), handover.reason] as const]),
    ...(handover.missing.length === 0 ? [] : [[say('handover.missing'), handover.missing.join('\n')] as const]),
    ...sorted.map(([key, answer]) => [labelOf(key), answer] as const),
  ];
  if (entries.length === 0) return <p className={styles['none']}>{say('handover.noAnswers')}</p>;
  return (
    <dl className={styles['answers']}>
      {entries.map(([question, answer]) => (
        <div key={question} className={styles['answer']}>
          <dt>{question}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  );
}
