import {
  ArrowUpFromLine,
  CircleCheckBig,
  CornerDownLeft,
  Ellipsis,
  Hand,
  Megaphone,
  Undo2,
  UserRoundCheck,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { canWork } from '../../../shared/access/access.ts';
import { hasEnded } from '../../../shared/domain/status.ts';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import { chordLabel } from '../../commands/chord.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-context.ts';
import { type Command, type CommandContext, isFor } from '../../commands/command.ts';
import { offeredMacros, runMacro } from '../../commands/macros.ts';
import { ticketCommands } from '../../commands/ticket-commands.ts';
import { onlyTierUp } from '../../commands/why-not.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { type Say, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuGroup } from '../../ui/menu.tsx';
import { PresenceLine } from './presence-line.tsx';
import { TicketFacts } from './ticket-facts.tsx';
import styles from './ticket-header.module.css';

type TicketHeaderProps = {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
  readonly hasContextBeside: boolean;
  /** The way back to the list, where the ticket has its place. */
  readonly back: ReactNode;
};

/** Number, subject and facts of the ticket, with what can be done on it. */
export function TicketHeader({ detail, workspace, hasContextBeside, back }: TicketHeaderProps): ReactElement {
  const say = useText();
  const { ticket } = detail;
  return (
    <header className={styles['header']}>
      <div className={styles['top']}>
        {back}
        <span className={styles['number']} title={ticket.number === null ? say('list.draftHint') : undefined}>
          {ticketNumber(ticket, say)}
        </span>
        <div className={styles['actions']} role="toolbar" aria-label={say('ticket.actions')}>
          <MainActions ticket={ticket} workspace={workspace} />
          <MoreActions />
        </div>
      </div>
      <h2 className={styles['subject']}>{ticket.subject}</h2>
      <TicketFacts ticket={ticket} workspace={workspace} hasContextBeside={hasContextBeside} />
      <PresenceLine ticketId={ticket.id} workspace={workspace} />
    </header>
  );
}

/** The two or three actions that come next, by where the ticket stands. */
type MainActionsProps = { readonly ticket: Ticket; readonly workspace: Workspace };

function MainActions({ ticket, workspace }: MainActionsProps): ReactElement {
  const say = useText();
  const c = ticketCommands;
  if (hasEnded(ticket.status)) {
    return <CommandButton size="sm" command={c.reopen} icon={<Undo2 size={14} aria-hidden />} />;
  }
  // Who waits for it to be accepted can do one thing.
  if (!canWork(workspace.me, ticket)) {
    return <CommandButton size="sm" command={c.withdrawEscalation} icon={<Undo2 size={14} aria-hidden />} />;
  }
  const isMine = ticket.assigneeId === workspace.me.id;
  const tier = onlyTierUp(ticket, workspace);
  const escalateLabel =
    tier === null ? say('command.ticket.escalate') : say('escalate.toTier', { tier: tierName(tier) });
  return (
    <>
      {isMine && ticket.pendingHandoverId === null ? null : ticket.pendingHandoverId === null ? (
        <CommandButton size="sm" variant="primary" command={c.claim} icon={<Hand size={14} aria-hidden />} />
      ) : (
        <CommandButton size="sm" variant="primary" command={c.accept} icon={<UserRoundCheck size={14} aria-hidden />} />
      )}
      {ticket.tier === 3 ? null : (
        <CommandButton
          size="sm"
          command={c.escalate}
          label={escalateLabel}
          icon={<ArrowUpFromLine size={14} aria-hidden />}
        />
      )}
      {ticket.tier === 1 ? null : (
        <CommandButton size="sm" command={c.return} icon={<CornerDownLeft size={14} aria-hidden />} />
      )}
      {(ticket.supervisorCallId ?? null) !== null && workspace.me.role !== 'agent' ? (
        <CommandButton size="sm" command={c.answerCall} icon={<Megaphone size={14} aria-hidden />} />
      ) : null}
      <CommandButton
        size="sm"
        variant={isMine ? 'primary' : 'secondary'}
        command={c.resolve}
        icon={<CircleCheckBig size={14} aria-hidden />}
      />
    </>
  );
}

/** Everything else; what can be done now is asked once the menu is open. */
function MoreActions(): ReactElement {
  const say = useText();
  const context = useCommandContext();
  return (
    <Menu label={say('common.moreActions')} groups={() => actionGroups(context, say)}>
      <Button variant="ghost" size="sm" aria-label={say('common.moreActions')} icon={<Ellipsis size={16} />} />
    </Menu>
  );
}

function actionGroups(context: CommandContext, say: Say): readonly MenuGroup[] {
  const platform = useSettingsStore.getState().info?.platform ?? '';
  const { kind } = thisWindow();
  const groups = (['work', 'pass', 'move'] as const).map((group) => ({
    id: group,
    title: say(`help.group.${group}`),
    entries: Object.values<Command>(ticketCommands)
      .filter((command) => command.group === group && isFor(command, kind))
      .map((command) => {
        const why = command.whyNot(context);
        const chord = command.chords[0];
        return {
          id: command.id,
          label: say(command.labelKey),
          keys: chord === undefined ? null : chordLabel(chord, platform),
          whyDisabled: why === null ? null : say(why.key, why.values),
          onAction: () => command.run(context),
        };
      }),
  }));
  const macros = {
    id: 'macros',
    title: say('macro.title'),
    entries: offeredMacros(context).map((macro) => ({
      id: macro.id,
      label: macro.name,
      onAction: () => void runMacro(macro, context),
    })),
  };
  return [...groups.slice(0, 1), macros, ...groups.slice(1)].filter(({ entries }) => entries.length > 0);
}
