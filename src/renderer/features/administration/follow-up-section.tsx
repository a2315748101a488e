import type { ReactElement } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { FOLLOWED_UP, type FollowUpRule } from '../../../shared/domain/follow-up-rule.ts';
import { RESOLUTION_CODES } from '../../../shared/domain/resolution.ts';
import { formatDuration } from '../../../shared/sla/duration-text.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useText } from '../../lib/text.ts';
import { FormDuration } from './form-duration.tsx';
import { FormActive, FormSelect, FormText } from './form-fields.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';

const DAY_MS = 86_400_000;
const durationText = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms, DAY_MS));

/** What stands for "no calendar" in a choice. */
const ALWAYS = 'always';
const MOST_REMINDERS = 10;
const LANGUAGES = ['pt', 'en'] as const;
const KNOWN = '{{cliente.nome}} {{chamado.numero}}';

/** What the backend does by itself with tickets that stand still: reminders, and the end of a wait. */
export function FollowUpSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const section: Section<'followUpRule'> = {
    kind: 'followUpRule',
    addLabel: say('followUp.add'),
    searchLabel: say('followUp.search'),
    firstField: 'name',
    blank,
    order: (items) =>
      items
        .toSorted((a, b) => FOLLOWED_UP.indexOf(a.row.on) - FOLLOWED_UP.indexOf(b.row.on))
        .map((item) => ({ item, detail: detailOf(item.row, say) })),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    toSave: (row) => (row.on === 'resolved' ? { ...row, calendarId: null, reminders: 0 } : row),
    describe: (row) => describe(row, workspace, say),
    renderFields: ({ control }) => <FollowUpFields control={control} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

function blank(): FollowUpRule {
  return {
    id: newId(),
    name: '',
    on: 'customer',
    calendarId: null,
    remindAfterMs: 2 * DAY_MS,
    reminders: 2,
    text: { pt: '', en: '' },
    language: 'pt',
    endAfterMs: null,
    code: 'not_reproducible',
    summary: '',
    isActive: true,
  };
}

function detailOf({ on, reminders, endAfterMs }: FollowUpRule, say: Say): string {
  return say('followUp.detail', {
    on: say(`followUp.on.${on}`),
    reminders,
    end:
      endAfterMs === null
        ? say('followUp.noEnd')
        : say('followUp.endsAfter', { after: formatDuration(endAfterMs, DAY_MS) }),
  });
}

type FollowUpFieldsProps = Pick<FieldsProps<'followUpRule'>, 'control'> & { readonly workspace: Workspace };

function FollowUpFields({ control, workspace }: FollowUpFieldsProps): ReactElement {
  const say = useText();
  const isResolved = useWatch({ control, name: 'on' }) === 'resolved';
  return (
    <>
      <FormText control={control} name="name" label={say('followUp.name')} maxLength={120} />
      <FormSelect
        control={control}
        name="on"
        label={say('followUp.on')}
        options={FOLLOWED_UP.map((id) => ({ id, label: say(`followUp.on.${id}`) }))}
      />
      {isResolved ? (
        <FormDuration
          control={control}
          name="endAfterMs"
          label={say('followUp.closeAfter')}
          hint={say('followUp.closeHint')}
          empty={null}
        />
      ) : (
        <WaitFields control={control} workspace={workspace} />
      )}
      <FormActive
        control={control}
        name="isActive"
        label={say('followUp.active')}
        hint={say('followUp.activeHint')}
        touches={[]}
      />
    </>
  );
}

/** What is asked of a rule for a wait: how it is counted, the reminders, and its end. */
function WaitFields({ control, workspace }: FollowUpFieldsProps): ReactElement {
  const say = useText();
  const calendars = [...workspace.calendarRows.values()].map(({ id, name }) => ({ id, label: name }));
  return (
    <>
      <FormSelect
        control={control}
        name="calendarId"
        label={say('followUp.calendar')}
        options={[{ id: ALWAYS, label: say('followUp.always') }, ...calendars]}
        toValue={(id) => (id === ALWAYS ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : ALWAYS)}
      />
      <FormSelect
        control={control}
        name="reminders"
        label={say('followUp.reminders')}
        options={Array.from({ length: MOST_REMINDERS + 1 }, (_, count) => ({
          id: String(count),
          label: String(count),
        }))}
        toValue={Number}
      />
      <ReminderFields control={control} />
      <FormDuration
        control={control}
        name="endAfterMs"
        label={say('followUp.endAfter')}
        hint={say('followUp.durationHint')}
        empty={null}
      />
      <EndFields control={control} />
    </>
  );
}

function ReminderFields({ control }: { readonly control: Control }): ReactElement | null {
  const say = useText();
  if (useWatch({ control, name: 'reminders' }) === 0) return null;
  const hint = say('followUp.textHint', { names: KNOWN });
  return (
    <>
      <FormDuration
        control={control}
        name="remindAfterMs"
        label={say('followUp.remindAfter')}
        hint={say('followUp.durationHint')}
        empty={null}
      />
      <FormText
        control={control}
        name="text.pt"
        rows={4}
        label={say('followUp.textPt')}
        hint={hint}
        maxLength={8_000}
      />
      <FormText
        control={control}
        name="text.en"
        rows={4}
        label={say('followUp.textEn')}
        hint={hint}
        maxLength={8_000}
      />
      <FormSelect
        control={control}
        name="language"
        label={say('followUp.language')}
        options={LANGUAGES.map((id) => ({ id, label: say(`followUp.language.${id}`) }))}
      />
    </>
  );
}

function EndFields({ control }: { readonly control: Control }): ReactElement | null {
  const say = useText();
  const endAfterMs: unknown = useWatch({ control, name: 'endAfterMs' });
  if (endAfterMs === null) return null;
  return (
    <>
      <FormSelect
        control={control}
        name="code"
        label={say('followUp.code')}
        options={RESOLUTION_CODES.map((id) => ({ id, label: say(`resolution.${id}`) }))}
      />
      <FormText control={control} name="summary" rows={2} label={say('followUp.summary')} maxLength={4_000} />
    </>
  );
}

function describe(row: FollowUpRule, { calendarRows }: Workspace, say: Say): readonly Described[] {
  const calendar = row.calendarId === null ? undefined : calendarRows.get(row.calendarId)?.name;
  return [
    { name: 'name', label: say('followUp.name'), value: row.name },
    { name: 'on', label: say('followUp.on'), value: say(`followUp.on.${row.on}`) },
    { name: 'calendarId', label: say('followUp.calendar'), value: calendar ?? say('followUp.always') },
    { name: 'reminders', label: say('followUp.reminders'), value: String(row.reminders) },
    { name: 'remindAfterMs', label: say('followUp.remindAfter'), value: durationText(row.remindAfterMs) },
    { name: 'text.pt', label: say('followUp.textPt'), value: row.text.pt },
    { name: 'text.en', label: say('followUp.textEn'), value: row.text.en },
    { name: 'language', label: say('followUp.language'), value: say(`followUp.language.${row.language}`) },
    { name: 'endAfterMs', label: say('followUp.endAfter'), value: durationText(row.endAfterMs) },
    { name: 'code', label: say('followUp.code'), value: say(`resolution.${row.code}`) },
    { name: 'summary', label: say('followUp.summary'), value: row.summary },
    { name: 'isActive', label: say('followUp.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
