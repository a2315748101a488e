import { type ReactElement, useDeferredValue } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import { canAdminister } from '../../../../shared/access/access.ts';
import { calendarSource } from '../../../../shared/sla/calendar-source.ts';
import { type Policy, policySchema } from '../../../../shared/sla/policy.ts';
import { isCutOff } from '../../../../shared/sync/status.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { newId } from '../../../lib/new-id.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { useNowMinuteMs } from '../../../lib/use-now.ts';
import { useSyncStatus } from '../../../sync/status.ts';
import { MoveButtons } from '../move-rows.tsx';
import { ResourceFrame } from '../resource-frame.tsx';
import type { FieldsProps, Section } from '../section.ts';
import { named, pastProblem } from './draft.ts';
import { EffectNotice, EffectPanel } from './effect-panel.tsx';
import { inPolicyOrder, useMovePolicy } from './move-policy.tsx';
import { formPolicy, savedPolicy, WHEN_SAVED_MS } from './policy-edits.ts';
import { PolicyFields } from './policy-fields.tsx';
import { describePolicy, matchText } from './policy-words.ts';
import { SamplePreview } from './sample-preview.tsx';
import { VersionList } from './version-list.tsx';
import styles from './aside.module.css';

const HOUR_MS = 3_600_000;

/** What is promised to whom: policies in the order in which they are asked, the first that matches decides. */
export function PoliciesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const { move, question } = useMovePolicy(workspace);
  const { connection } = useSyncStatus();
  const mayMove = canAdminister(workspace.me) && !isCutOff(connection);
  const section: Section<'policy'> = {
    kind: 'policy',
    addLabel: say('policy.add'),
    searchLabel: say('policy.search'),
    firstField: 'name',
    blank: () => blankPolicy(workspace),
    order: (items) => {
      const policies = inPolicyOrder(items);
      const byId = new Map(items.map((item) => [item.row.id, item]));
      return policies.flatMap((policy, index) => {
        const item = byId.get(policy.id);
        if (item === undefined) return [];
        return [
          {
            item,
            detail: matchText(policy, workspace, say),
            trailing:
              mayMove && move !== null ? (
                <MoveButtons
                  isFirst={index === 0}
                  isLast={index === policies.length - 1}
                  name={policy.name}
                  onMove={(by) => move({ id: policy.id, by })}
                />
              ) : null,
          },
        ];
      });
    },
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    check: (row, base) => pastProblem(row.effectiveFromMs, base?.effectiveFromMs, say),
    toForm: formPolicy,
    toSave: savedPolicy,
    describe: (row) => describePolicy(savedPolicy(row), { workspace, language, say, nowMs }),
    renderFields: (props) => <PolicyFields {...props} workspace={workspace} />,
    renderAside: (props) => <PolicyAside {...props} workspace={workspace} />,
    renderNotice: () => <EffectNotice />,
  };
  return (
    <>
      <ResourceFrame section={section} workspace={workspace} />
      {question}
    </>
  );
}

function blankPolicy({ policies, calendarRows }: Workspace): Policy {
  return {
    id: newId(),
    name: '',
    position: policies.reduce((last, { position }) => Math.max(last, position), 0) + 1,
    isActive: true,
    match: {},
    calendarId: [...calendarRows.keys()][0] ?? '',
    customer: {},
    tiers: {},
    pausedBy: {
      firstResponse: [],
      nextResponse: [],
      resolution: ['customer', 'change', 'scheduled'],
      accept: [],
      work: ['customer', 'vendor', 'change', 'scheduled'],
    },
    warnAtPercent: [75, 90],
    reopenWindowMs: 7 * 24 * HOUR_MS,
    effectiveFromMs: WHEN_SAVED_MS,
  };
}

type AsideProps = FieldsProps<'policy'> & { readonly workspace: Workspace };

function PolicyAside({ control, item, workspace }: AsideProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const typed: unknown = useDeferredValue(useWatch({ control }));
  const { isDirty } = useFormState({ control });
  const parsed = policySchema.safeParse(named(typed, say('policy.this'))).data;
  const row = parsed === undefined ? null : savedPolicy(parsed);
  const calendars = [...workspace.calendarRows.values()].map(({ previous: _previous, ...calendar }) => calendar);
  const context = { workspace, language, say, nowMs };
  return (
    <div className={styles['aside']}>
      <EffectPanel draft={{ kind: 'policy', row, base: item?.row ?? null, isChanged: isDirty }} workspace={workspace} />
      <SamplePreview
        policies={row === null ? [] : [row]}
        calendars={calendarSource(calendars)}
        calendarRows={workspace.calendarRows}
        whyNone={say('sample.unready')}
      />
      {item === null ? null : (
        <VersionList
          versions={[...(item.row.previous ?? []), item.row].map((version) => {
            const { effectiveFromMs, ...said } = savedPolicy(version);
            return { fromMs: effectiveFromMs, lines: describePolicy(said, context) };
          })}
        />
      )}
    </div>
  );
}
