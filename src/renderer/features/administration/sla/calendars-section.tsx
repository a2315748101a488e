import { type ReactElement, useDeferredValue } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import { calendarSource } from '../../../../shared/sla/calendar-source.ts';
import { compileCalendar } from '../../../../shared/sla/calendar.ts';
import { type CalendarRow, calendarRowSchema, type Policy } from '../../../../shared/sla/policy.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { newId } from '../../../lib/new-id.ts';
import { isMessageKey, type Say, useLanguage, useText } from '../../../lib/text.ts';
import { useNowMinuteMs } from '../../../lib/use-now.ts';
import { ResourceFrame } from '../resource-frame.tsx';
import type { FieldProblem, FieldsProps, Section } from '../section.ts';
import { tidied } from './calendar-edits.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { describeCalendar, weekText } from './calendar-words.ts';
import { named, pastProblem } from './draft.ts';
import { EffectNotice, EffectPanel } from './effect-panel.tsx';
import { SamplePreview } from './sample-preview.tsx';
import { VersionList } from './version-list.tsx';
import styles from './aside.module.css';

const BEFORE_VERSIONS_MS = Number.MIN_SAFE_INTEGER;
const SAMPLE_TARGET_MS = 8 * 3_600_000;

/** When the team is open: zones, weeks, days off. What is typed is tried beside it before it is saved. */
export function CalendarsSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const section: Section<'calendar'> = {
    kind: 'calendar',
    addLabel: say('calendar.add'),
    searchLabel: say('calendar.search'),
    firstField: 'name',
    blank: () => ({ id: newId(), name: '', spec: blankSpec() }),
    order: (items) =>
      items
        .toSorted((a, b) => a.row.name.localeCompare(b.row.name))
        .map((item) => ({ item, detail: `${weekText(item.row.spec, language, say)} · ${item.row.spec.timeZone}` })),
    titleOf: (row) => row.name,
    check: (row, base) => calendarProblems(row, base, say),
    toForm: (row) => ({ ...row, effectiveFromMs: row.effectiveFromMs }),
    toSave: savedCalendar,
    describe: (row) => describeCalendar(row, language, say, nowMs),
    renderFields: (props) => <CalendarFields {...props} />,
    renderAside: (props) => <CalendarAside {...props} workspace={workspace} />,
    renderNotice: () => <EffectNotice />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

function blankSpec(): CalendarRow['spec'] {
  const day: [string, string][] = [['08:00', '18:00']];
  return {
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  };
}

/** A calendar as it is saved. What it was before is for the rule that saves to write. */
function savedCalendar({ previous: _previous, ...row }: CalendarRow): CalendarRow {
  return { ...row, spec: tidied(row.spec) };
}

/**
 * Why a calendar cannot be saved, at its fields. A zone that this machine does not know and that nobody has changed is
 * for the backend to judge.
 */
function calendarProblems(
  { spec: typed, effectiveFromMs }: CalendarRow,
  base: CalendarRow | null,
  say: Say,
): readonly FieldProblem[] {
  const spec = tidied(typed);
  const compiled = compileCalendar(spec);
  const isZoneKept = !compiled.ok && compiled.error.code === 'unknown-zone' && base?.spec.timeZone === spec.timeZone;
  const judged = isZoneKept ? compileCalendar({ ...spec, timeZone: 'UTC' }) : compiled;
  const past = pastProblem(effectiveFromMs, base?.effectiveFromMs, say);
  if (judged.ok) return past;
  const key = `admin.error.${judged.error.code}`;
  const message = say(isMessageKey(key) ? key : 'admin.error.other');
  return [{ path: `spec.${judged.error.field}`, message }, ...past];
}

type AsideProps = FieldsProps<'calendar'> & { readonly workspace: Workspace };

function CalendarAside({ control, item, workspace }: AsideProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const typed: unknown = useDeferredValue(useWatch({ control }));
  const { isDirty } = useFormState({ control });
  const parsed = calendarRowSchema.safeParse(named(typed, say('calendar.this'))).data;
  const tried = parsed === undefined ? null : savedCalendar(parsed);
  const row = tried !== null && calendarProblems(tried, item?.row ?? null, say).length === 0 ? tried : null;
  const rows = new Map(workspace.calendarRows);
  if (row !== null) rows.set(row.id, row);
  const using = row === null ? [] : workspace.policies.filter((policy) => policy.isActive && uses(policy, row.id));
  const policies = row === null ? [] : using.length > 0 ? using : [samplePolicy(row.id, say)];
  return (
    <div className={styles['aside']}>
      <EffectPanel
        draft={{ kind: 'calendar', row, base: item?.row ?? null, isChanged: isDirty }}
        workspace={workspace}
      />
      <SamplePreview
        policies={policies}
        calendars={calendarSource([...rows.values()].map(savedCalendar))}
        calendarRows={rows}
        whyNone={say('sample.unready')}
      />
      {item === null ? null : (
        <VersionList
          versions={[
            ...(item.row.previous ?? []).map((one) => ({
              fromMs: one.effectiveFromMs,
              lines: describeCalendar({ spec: one.spec }, language, say, nowMs),
            })),
            {
              fromMs: item.row.effectiveFromMs ?? BEFORE_VERSIONS_MS,
              lines: describeCalendar({ spec: item.row.spec }, language, say, nowMs),
            },
          ]}
        />
      )}
    </div>
  );
}

function uses({ calendarId, tiers }: Policy, id: string): boolean {
  return calendarId === id || Object.values(tiers).some((tier) => tier.calendarId === id);
}

/** What a calendar that no policy uses yet is tried with: eight hours to resolve. */
function samplePolicy(calendarId: string, say: Say): Policy {
  const target = { resolutionMs: SAMPLE_TARGET_MS };
  return {
    id: calendarId,
    name: say('sample.policy'),
    position: 0,
    isActive: true,
    match: {},
    calendarId,
    customer: { P1: target, P2: target, P3: target, P4: target },
    tiers: {},
    pausedBy: { firstResponse: [], resolution: [], accept: [] },
    warnAtPercent: [75],
    effectiveFromMs: 0,
  };
}
