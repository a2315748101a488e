import type { ReactElement } from 'react';
import { mostUrgent, useTicketClocks } from '../../db/clocks.ts';
import { clockFigure, clockName, clockSentence, clockTone, leftShare } from '../../lib/clock-text.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useDeadlineStore } from '../../stores/deadline-store.ts';
import { CountdownPill } from '../../ui/countdown-pill.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExplainedClock } from '../../ui/explained-clock.tsx';
import { Select } from '../../ui/select.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './deadline-dialog.module.css';

/** Why a clock of the ticket is due when it is: what was counted, paused and closed, adding up to the target. */
export function DeadlineDialog({ detail: { ticket }, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { counted, clocks, nowMs } = useTicketClocks(ticket);
  const asked = useDeadlineStore((state) => state.kind);
  const choose = useDeadlineStore((state) => state.choose);
  const kind = asked ?? mostUrgent(clocks)?.kind;
  const shown = counted.find(({ clock }) => clock.kind === kind) ?? counted[0];
  const title = say('command.ticket.deadline');
  return (
    <Dialog title={title} closeLabel={say('common.close')} onClose={onClose} width="lg">
      {shown === undefined ? (
        <p>{say('deadline.none')}</p>
      ) : (
        <>
          <div className={styles['top']}>
            <Select
              label={say('deadline.clocks')}
              isLabelHidden
              className={styles['choice']}
              value={shown.clock.kind}
              onChange={choose}
              placeholder={say('common.choose')}
              options={counted.map(({ clock }) => ({ id: clock.kind, label: clockName(clock, language) }))}
            />
            <CountdownPill
              tone={clockTone(shown.clock, nowMs)}
              leftShare={leftShare(shown.clock)}
              figure={clockFigure(shown.clock, language)}
              sentence={clockSentence(shown.clock, language, nowMs)}
            />
          </div>
          <ExplainedClock counted={shown} calendarRows={workspace.calendarRows} nowMs={nowMs} />
        </>
      )}
    </Dialog>
  );
}
