import { TriangleAlert } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import type { CountedClock } from '../../../shared/sla/clocks.ts';
import { type ClockExplanation, explainClock } from '../../../shared/sla/explain.ts';
import { mostUrgent, useTicketClocks } from '../../db/clocks.ts';
import type { Workspace } from '../../db/workspace.ts';
import { clockFigure, clockName, clockSentence, clockTone, leftShare } from '../../lib/clock-text.ts';
import { pausedText, segmentLines, type SegmentLine, sumText, zoneText } from '../../lib/deadline-text.ts';
import { hoursAndMinutes, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useDeadlineStore } from '../../stores/deadline-store.ts';
import { CountdownPill } from '../../ui/countdown-pill.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
          <Explained counted={shown} workspace={workspace} nowMs={nowMs} />
        </>
      )}
    </Dialog>
  );
}

type ExplainedProps = { readonly counted: CountedClock; readonly workspace: Workspace; readonly nowMs: number };

function Explained({ counted, workspace, nowMs }: ExplainedProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const explanation = explainClock(counted, nowMs);
  const paused = pausedText(explanation, language);
  return (
    <>
      <Facts counted={counted} explanation={explanation} workspace={workspace} nowMs={nowMs} />
      <Segments explanation={explanation} nowMs={nowMs} />
      <p className={styles['sum']}>{sumText(counted, explanation, language)}</p>
      {paused === null ? null : <p className={styles['about']}>{paused}</p>}
      {explanation.parts
        .filter(({ isZoneUnknown }) => isZoneUnknown)
        .slice(0, 1)
        .map(({ calendarId }) => (
          <p key={calendarId} className={styles['warning']} role="note">
            <TriangleAlert size={14} aria-hidden />
            {say('deadline.calendarZoneUnknown', {
              zone: workspace.calendarRows.get(calendarId)?.spec.timeZone ?? '?',
            })}
          </p>
        ))}
      <p className={styles['about']}>{zoneText(language)}</p>
    </>
  );
}

function Facts({
  counted: { clock, pieces },
  explanation,
  workspace,
  nowMs,
}: ExplainedProps & { readonly explanation: ClockExplanation }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const moment = (atMs: number): string => shortMoment(language, atMs, nowMs);
  const policy = explanation.parts[0]?.policy ?? pieces[0]?.policy;
  const calendarId = explanation.parts[0]?.calendarId ?? clock.calendarId;
  const calendar = workspace.calendarRows.get(calendarId);
  const { deadlineAtMs, endedAtMs } = clock;
  const isPast = deadlineAtMs !== null && deadlineAtMs < nowMs;
  const facts = [
    [say('deadline.policy'), policy?.name ?? ''],
    [say('deadline.calendar'), calendar === undefined ? '' : `${calendar.name} · ${calendar.spec.timeZone}`],
    [say('deadline.target'), say('deadline.targetValue', { time: hoursAndMinutes(clock.targetMs) })],
    [say('deadline.started'), moment(clock.startedAtMs)],
    deadlineAtMs === null
      ? [say('deadline.due'), say('deadline.noDue')]
      : [say(isPast ? 'deadline.wasDue' : 'deadline.due'), moment(deadlineAtMs)],
    ...(endedAtMs === null ? [] : [[say('deadline.ended'), moment(endedAtMs)]]),
  ] as const;
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The segments as a table; where another policy, priority or calendar took over, a line says so. */
function Segments({
  explanation,
  nowMs,
}: {
  readonly explanation: ClockExplanation;
  readonly nowMs: number;
}): ReactElement {
  const say = useText();
  const language = useLanguage();
  const lines = segmentLines(explanation, language, nowMs);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled by keyboard too (WCAG 2.1.1)
    <section className={styles['scroll']} tabIndex={0} aria-label={say('deadline.segments')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{say('deadline.from')}</th>
            <th scope="col">{say('deadline.to')}</th>
            <th scope="col">{say('deadline.what')}</th>
            <th scope="col">{say('deadline.lasted')}</th>
          </tr>
        </thead>
        <tbody>
          {explanation.parts.map(({ policy, priority, targetMs }, part) => (
            <Fragment key={part}>
              {part === 0 ? null : (
                <tr className={styles['change']}>
                  <td colSpan={4}>
                    {say('deadline.changed', { policy: policy.name, priority, target: hoursAndMinutes(targetMs) })}
                  </td>
                </tr>
              )}
              {lines[part]?.map((line) => (
                <Line key={line.from + line.to + line.kind} line={line} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ line: { kind, from, to, what, lasted } }: { readonly line: SegmentLine }): ReactElement {
  return (
    <tr data-kind={kind}>
      <td>{from}</td>
      <td>{to}</td>
      <td>
        <span className={styles['mark']} aria-hidden />
        {what}
      </td>
      <td>{kind === 'worked' ? lasted : <span className={styles['uncounted']}>{lasted}</span>}</td>
    </tr>
  );
}
