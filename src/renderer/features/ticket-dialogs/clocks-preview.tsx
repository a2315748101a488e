import type { ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import type { Queue } from '../../../shared/domain/workspace.ts';
import { asEscalated } from '../../../shared/mutations/hand-over.ts';
import { tierBeyondCustomer } from '../../../shared/sla/clock-pairs.ts';
import type { ClockKind, SlaClock } from '../../../shared/sla/clocks.ts';
import { ticketClocks } from '../../db/clocks.ts';
import type { Workspace } from '../../db/workspace.ts';
import { clockDeadline, clockName, clockRemaining } from '../../lib/clock-text.ts';
import { hoursAndMinutes } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Warning } from './escalation-target.tsx';
import styles from './dialogs.module.css';

type ClocksPreviewProps = { readonly ticket: Ticket; readonly target: Queue; readonly workspace: Workspace };

/**
 * What becomes of the customer's clock and of the receiving tier's, before and after: the ticket is escalated on a copy and
 * its clocks are counted as everywhere. Nothing where no policy covers the ticket.
 */
export function ClocksPreview({ ticket, target, workspace }: ClocksPreviewProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { waiting, accepted } = asEscalated(ticket, target, nowMs);
  const now = ticketClocks(ticket, workspace, nowMs);
  const after = ticketClocks(waiting, workspace, nowMs);
  const taken = ticketClocks(accepted, workspace, nowMs);
  const rows = [
    row('resolution', openOf(now, 'resolution'), openOf(after, 'resolution')),
    row('tierAccept', null, openOf(after, 'tierAccept')),
    row('tierWork', null, openOf(taken, 'tierWork')),
  ].filter(({ before, later }) => before !== null || later !== null);
  const beyond = tierBeyondCustomer(after) ?? tierBeyondCustomer(taken);
  if (rows.length === 0) return null;
  const tell = (clock: SlaClock | null): ReactElement => {
    if (clock === null) return <span className={styles['none']}>–</span>;
    const isWork = clock.kind === 'tierWork';
    const about = isWork ? say('escalate.onAccept') : clockDeadline(clock, language, nowMs);
    return (
      <>
        {clockRemaining(clock, language)}
        {about === null ? null : <small>{about}</small>}
      </>
    );
  };
  return (
    <section className={styles['clocks']} aria-label={say('escalate.clocks')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('escalate.clock')}</th>
            <th scope="col">{say('escalate.now')}</th>
            <th scope="col">{say('escalate.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, before, later }) => (
            <tr key={kind}>
              <th scope="row">{say(`clock.${kind}`, { tier: tierName(target.tier) })}</th>
              <td>{tell(before)}</td>
              <td>{tell(later)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {beyond === null ? null : (
        <Warning
          text={say('clock.tierBeyond', {
            tier: clockName(beyond.tier, language),
            tierTime: hoursAndMinutes(beyond.tier.remainingMs),
            customerTime: hoursAndMinutes(beyond.customer.remainingMs),
          })}
        />
      )}
    </section>
  );
}

type PreviewRow = { readonly kind: ClockKind; readonly before: SlaClock | null; readonly later: SlaClock | null };

function row(kind: ClockKind, before: SlaClock | null, later: SlaClock | null): PreviewRow {
  return { kind, before, later };
}

function openOf(clocks: readonly SlaClock[], wanted: ClockKind): SlaClock | null {
  return clocks.find(({ kind, endedAtMs }) => kind === wanted && endedAtMs === null) ?? null;
}
