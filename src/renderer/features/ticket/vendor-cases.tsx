import { Factory } from 'lucide-react';
import type { ReactElement } from 'react';
import { canWork } from '../../../shared/access/access.ts';
import { hasEnded } from '../../../shared/domain/status.ts';
import type { VendorCase } from '../../../shared/domain/vendor.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useVendorCaseStore } from '../../stores/vendor-case-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './side-work.module.css';

type VendorCasesProps = { readonly detail: TicketDetail; readonly workspace: Workspace };

/** What vendors were asked on this ticket: their number, when the answer is expected, and what came of it. */
export function VendorCases({ detail, workspace }: VendorCasesProps): ReactElement | null {
  const say = useText();
  const { ticket, vendorCases } = detail;
  if (vendorCases.length === 0) return null;
  const canUpdate = canWork(workspace.me, ticket) && !hasEnded(ticket.status);
  return (
    <ul className={styles['list']} aria-label={say('vendor.panel')}>
      {vendorCases.map((vendorCase) => (
        <CaseLine key={vendorCase.id} vendorCase={vendorCase} detail={detail} canUpdate={canUpdate} />
      ))}
    </ul>
  );
}

type CaseLineProps = { readonly vendorCase: VendorCase; readonly detail: TicketDetail; readonly canUpdate: boolean };

function CaseLine({ vendorCase, detail, canUpdate }: CaseLineProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const show = useVendorCaseStore((state) => state.show);
  const { id, state, reference, asked, outcome, expectedAtMs } = vendorCase;
  const isLate = state === 'open' && expectedAtMs !== null && expectedAtMs < nowMs;
  const name = detail.ticket.vendorCases?.find((one) => one.id === id)?.vendorName ?? say('vendor.who');
  return (
    <li className={styles['line']} title={[asked, outcome].filter((text) => text !== null).join('\n\n')}>
      <Factory size={14} aria-hidden />
      <strong className={styles['name']}>{name}</strong>
      <span className={styles['about']}>{reference ?? say('vendor.noReference')}</span>
      <Badge tone={isLate ? 'danger' : state === 'open' ? 'accent' : 'neutral'}>
        {say(isLate ? 'vendor.state.late' : `vendor.state.${state}`)}
      </Badge>
      {state === 'open' && expectedAtMs !== null ? (
        <span className={styles['about']}>
          {say('vendor.expectedBy', { when: shortMoment(language, expectedAtMs, nowMs) })}
        </span>
      ) : null}
      <span className={styles['text']}>{outcome ?? asked}</span>
      {state === 'open' && canUpdate ? (
        <Button
          size="sm"
          variant="ghost"
          tooltip={`${say('vendor.update')} · Z`}
          aria-label={`${say('vendor.update')}: ${name}`}
          onClick={() => show(detail.ticket.id, id)}
        >
          {say('vendor.update')}
        </Button>
      ) : null}
    </li>
  );
}
