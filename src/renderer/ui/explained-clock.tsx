import { TriangleAlert } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import type { CountedClock } from '../../shared/sla/clocks.ts';
import { type ClockExplanation, explainClock } from '../../shared/sla/explain.ts';
import { isByTheWall } from '../../shared/sla/instant-clocks.ts';
import type { CalendarRow } from '../../shared/sla/policy.ts';
import { pausedText, segmentLines, type SegmentLine, sumText, zoneText } from '../lib/deadline-text.ts';
import { hoursAndMinutes, shortMoment } from '../lib/format-time.ts';
import { useLanguage, useText } from '../lib/text.ts';
import styles from './explained-clock.module.css';

type ExplainedClockProps = {
  readonly counted: CountedClock;
  /** As they were written: for their names. */
  readonly calendarRows: ReadonlyMap<string, CalendarRow>;
  readonly nowMs: number;
};

/** What a clock's deadline is made of: policy, calendar and target, then what was counted, paused and closed, adding up to it. */
export function ExplainedClock({ counted, calendarRows, nowMs }: ExplainedClockProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const explanation = explainClock(counted, nowMs);
  const paused = pausedText(explanation, language);
  return (
    <>
      <Facts counted={counted} explanation={explanation} calendarRows={calendarRows} nowMs={nowMs} />
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
              zone: calendarRows.get(calendarId)?.spec.timeZone ?? '?',
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
  calendarRows,
  nowMs,
}: ExplainedClockProps & { readonly explanation: ClockExplanation }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const moment = (atMs: number): string => shortMoment(language, atMs, nowMs);
  const policy = explanation.parts[0]?.policy ?? pieces[0]?.policy;
  const calendarId = explanation.parts[0]?.calendarId ?? clock.calendarId;
  const calendar = calendarRows.get(calendarId);
  const { deadlineAtMs, endedAtMs } = clock;
  const isPast = deadlineAtMs !== null && deadlineAtMs < nowMs;
  const time = hoursAndMinutes(clock.targetMs);
  const asked = isByTheWall(clock)
    ? ([[say('deadline.target'), say('deadline.wallTarget', { time })]] as const)
    : ([
        [say('deadline.policy'), policy?.name ?? ''],
        [say('deadline.calendar'), calendar === undefined ? '' : `${calendar.name} · ${calendar.spec.timeZone}`],
        [say('deadline.target'), say('deadline.targetValue', { time })],
      ] as const);
  const facts = [
    ...asked,
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
