import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, LogOut } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { AdminItem, AdminRow } from '../../../shared/protocol/admin.ts';
import type { TransportError } from '../../../shared/sync/transport.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { endSessions, renewAdministration, resetPassword } from '../../queries/administration.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { ShownPassword } from './password-dialog.tsx';
import styles from './person-actions.module.css';

type PersonActionsProps = {
  readonly item: AdminItem<AdminRow<'user'>>;
  readonly onPassword: (shown: ShownPassword) => void;
};

/** How a person gets in: a new password, and the end of their sessions; each asked about first. */
export function PersonActions({ item, onPassword }: PersonActionsProps): ReactElement {
  const say = useText();
  const client = useQueryClient();
  const notify = useToastStore((state) => state.add);
  const [asked, setAsked] = useState<'password' | 'sessions' | null>(null);
  const { id, name, email } = item.row;
  const sessions = item.uses.sessions ?? 0;
  const fail = (error: TransportError): void =>
    notify(
      'danger',
      error.kind === 'unreachable' ? say('admin.notDone') : say('admin.failedDetail', { detail: error.detail }),
    );
  const run = useOneAtATime(async () => {
    if (asked === 'password') {
      const answer = await resetPassword(id);
      if (answer.ok) onPassword({ name, email, password: answer.value.oneTimePassword });
      else fail(answer.error);
    } else {
      const answer = await endSessions(id);
      if (answer.ok) notify('success', say('admin.sessions.ended', { name, count: answer.value.ended }));
      else fail(answer.error);
    }
    setAsked(null);
    void renewAdministration(client);
  });
  return (
    <section className={styles['access']} aria-labelledby="person-access">
      <h3 id="person-access" className={styles['title']}>
        {say('admin.access')}
      </h3>
      <p className={styles['hint']}>{say('admin.sessions.count', { count: sessions })}</p>
      <div className={styles['buttons']}>
        <Button icon={<KeyRound size={14} aria-hidden />} onClick={() => setAsked('password')}>
          {say('admin.password.reset')}
        </Button>
        <Button
          icon={<LogOut size={14} aria-hidden />}
          isDisabled={sessions === 0}
          tooltip={sessions === 0 ? say('admin.sessions.count', { count: 0 }) : undefined}
          onClick={() => setAsked('sessions')}
        >
          {say('admin.sessions.end')}
        </Button>
      </div>
      {asked === null ? null : (
        <Dialog
          title={say(asked === 'password' ? 'admin.password.reset' : 'admin.sessions.end')}
          closeLabel={say('common.close')}
          onClose={() => setAsked(null)}
          footer={
            <>
              <Button variant="ghost" onClick={() => setAsked(null)}>
                {say('common.cancel')}
              </Button>
              <Button variant="danger" onClick={run}>
                {say(asked === 'password' ? 'admin.password.resetNow' : 'admin.sessions.endNow')}
              </Button>
            </>
          }
        >
          <p>{say(asked === 'password' ? 'admin.password.resetHint' : 'admin.sessions.endHint', { name })}</p>
        </Dialog>
      )}
    </section>
  );
}
