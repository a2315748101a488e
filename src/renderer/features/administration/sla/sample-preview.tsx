import { type ReactElement, useState } from 'react';
import { PRIORITIES } from '../../../../shared/domain/priority.ts';
import { TIERS, tierName } from '../../../../shared/domain/tier.ts';
import { type CalendarSource } from '../../../../shared/sla/calendar-source.ts';
import type { CountedClock } from '../../../../shared/sla/clocks.ts';
import { warningSteps } from '../../../../shared/sla/clocks.ts';
import { formatDuration } from '../../../../shared/sla/duration-text.ts';
import type { CalendarRow, Policy, Priority } from '../../../../shared/sla/policy.ts';
import { sampleClocks } from '../../../../shared/sla/sample-ticket.ts';
import { clockName } from '../../../lib/clock-text.ts';
import { fromFieldMoment, hoursAndMinutes, shortMoment, toFieldMoment } from '../../../lib/format-time.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { currentNowMs, useNowMinuteMs } from '../../../lib/use-now.ts';
import { ExplainedClock } from '../../../ui/explained-clock.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './sample-preview.module.css';

const MINUTE_MS = 60_000;

type SamplePreviewProps = {
  /** Those to try, as they are typed; empty while what is typed cannot be counted with. */
  readonly policies: readonly Policy[];
  readonly calendars: CalendarSource;
  readonly calendarRows: ReadonlyMap<string, CalendarRow>;
  /** Why there is nothing to try. */
  readonly whyNone: string;
};

/** A sample ticket and what it is due, by what is typed: deadlines, warnings, and why. */
export function SamplePreview({ policies, calendars, calendarRows, whyNone }: SamplePreviewProps): ReactElement {
  const say = useText();
  const [policyId, setPolicyId] = useState<string | null>(null);
  const policy = policies.find(({ id }) => id === policyId) ?? policies[0];
  const [priority, setPriority] = useState<Priority>(() => firstPriority(policies[0]));
  const [tier, setTier] = useState<(typeof TIERS)[number]>(1);
  const [createdAtMs, setCreatedAtMs] = useState(() => Math.floor(currentNowMs() / MINUTE_MS) * MINUTE_MS);
  const clocks = policy === undefined ? null : sampleClocks({ priority, tier, createdAtMs }, policy, calendars);
  return (
    <section className={styles['preview']} aria-labelledby="sla-sample">
      <h3 id="sla-sample" className={styles['title']}>
        {say('sample.title')}
      </h3>
      <div className={styles['facts']}>
        {policies.length < 2 ? null : (
          <Select
            label={say('deadline.policy')}
            options={policies.map(({ id, name }) => ({ id, label: name }))}
            value={policy?.id ?? null}
            onChange={(id) => {
              setPolicyId(id);
              setPriority(firstPriority(policies.find((one) => one.id === id)));
            }}
            placeholder={say('common.choose')}
          />
        )}
        <Select
          label={say('priority.label')}
          options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
          value={priority}
          onChange={setPriority}
          placeholder={say('common.choose')}
        />
        <Select
          label={say('sample.tier')}
          options={TIERS.map((id) => ({ id: String(id), label: tierName(id) }))}
          value={String(tier)}
          onChange={(id) => setTier(TIERS.find((one) => String(one) === id) ?? 1)}
          placeholder={say('common.choose')}
        />
        <TextField
          label={say('sample.created')}
          className={styles['created']}
          type="datetime-local"
          value={toFieldMoment(createdAtMs)}
          onChange={(text) => setCreatedAtMs((before) => fromFieldMoment(text) ?? before)}
        />
      </div>
      {policy === undefined ? (
        <p className={styles['hint']}>{whyNone}</p>
      ) : clocks === null ? (
        <p className={styles['hint']}>{say('sample.notMatched', { policy: policy.name })}</p>
      ) : clocks.length === 0 ? (
        <p className={styles['hint']}>{say('sample.noClocks')}</p>
      ) : (
        <Clocks clocks={clocks} calendarRows={calendarRows} />
      )}
    </section>
  );
}

function firstPriority(policy: Policy | undefined): Priority {
  const matched = policy?.match.priorities ?? [];
  const candidates = matched.length === 0 ? PRIORITIES : PRIORITIES.filter((one) => matched.includes(one));
  return candidates.find((one) => policy?.customer[one] !== undefined) ?? candidates[0] ?? 'P3';
}

type ClocksProps = {
  readonly clocks: readonly CountedClock[];
  readonly calendarRows: ReadonlyMap<string, CalendarRow>;
};

function Clocks({ clocks, calendarRows }: ClocksProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const [kind, setKind] = useState<string | null>(null);
  const warningsText = (counted: CountedClock): string => {
    const steps = warningSteps(counted).toSorted((a, b) => a.atMs - b.atMs);
    const texts = steps.map(({ rule, atMs }) => {
      const step = 'percent' in rule ? `${rule.percent}%` : `−${formatDuration(rule.beforeMs)}`;
      return `${step} ${shortMoment(language, atMs, nowMs)}`;
    });
    return texts.length === 0 ? '' : say('sample.warnings', { steps: texts.join(' · ') });
  };
  const shown = clocks.find(({ clock }) => clock.kind === kind) ?? clocks[0];
  return (
    <>
      <table className={styles['table']} aria-label={say('sample.deadlines')}>
        <thead>
          <tr>
            <th scope="col">{say('sample.clock')}</th>
            <th scope="col">{say('deadline.target')}</th>
            <th scope="col">{say('deadline.due')}</th>
          </tr>
        </thead>
        <tbody>
          {clocks.map((counted) => (
            <tr key={counted.clock.kind}>
              <th scope="row">{clockName(counted.clock, language)}</th>
              <td>{hoursAndMinutes(counted.clock.targetMs)}</td>
              <td>
                {counted.clock.deadlineAtMs === null ? '–' : shortMoment(language, counted.clock.deadlineAtMs, nowMs)}
                <small>{warningsText(counted)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown === undefined ? null : (
        <details className={styles['why']}>
          <summary>{say('command.ticket.deadline')}</summary>
          <div className={styles['explained']}>
            <Select
              label={say('sample.clock')}
              isLabelHidden
              options={clocks.map(({ clock }) => ({ id: clock.kind, label: clockName(clock, language) }))}
              value={shown.clock.kind}
              onChange={setKind}
              placeholder={say('common.choose')}
            />
            <ExplainedClock counted={shown} calendarRows={calendarRows} nowMs={nowMs} />
          </div>
        </details>
      )}
    </>
  );
}
