import { type ReactElement, useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import type { Vendor } from '../../../shared/domain/vendor.ts';
import { formatDuration, parseDuration } from '../../../shared/sla/duration-text.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useText } from '../../lib/text.ts';
import { TextField } from '../../ui/field.tsx';
import { fieldErrorText, FormActive, FormSelect, FormText } from './form-fields.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Section } from './section.ts';

/** The suppliers that tickets are referred to: their contract, how they are reached, and how long they may take. */
export function VendorsSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const section: Section<'vendor'> = {
    kind: 'vendor',
    addLabel: say('vendor.add'),
    searchLabel: say('vendor.search'),
    firstField: 'name',
    blank: () => ({
      id: newId(),
      name: '',
      contractRef: '',
      contact: '',
      answerMs: null,
      calendarId: null,
      isActive: true,
    }),
    order: (items) =>
      items
        .toSorted((a, b) => a.row.name.localeCompare(b.row.name))
        .map((item) => ({ item, detail: answerText(item.row, workspace, say) })),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => [
      { name: 'name', label: say('vendor.name'), value: row.name },
      { name: 'contractRef', label: say('vendor.contractRef'), value: row.contractRef },
      { name: 'contact', label: say('vendor.contact'), value: row.contact },
      { name: 'answerMs', label: say('vendor.answer'), value: answerText(row, workspace, say) },
      { name: 'isActive', label: say('vendor.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
    ],
    renderFields: ({ control }) => <VendorFields control={control} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

/** How long a vendor may take, in a line: "4h · Comercial". */
function answerText({ answerMs, calendarId }: Vendor, { calendarRows }: Workspace, say: Say): string {
  if (answerMs === null) return say('vendor.noAnswer');
  const calendar = calendarId === null ? say('vendor.wallClock') : (calendarRows.get(calendarId)?.name ?? '');
  return `${formatDuration(answerMs)} · ${calendar}`;
}

type VendorFieldsProps = { readonly control: Control; readonly workspace: Workspace };

function VendorFields({ control, workspace }: VendorFieldsProps): ReactElement {
  const say = useText();
  const calendars = [...workspace.calendarRows.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <FormText control={control} name="name" label={say('vendor.name')} maxLength={120} />
      <FormText control={control} name="contractRef" label={say('vendor.contractRef')} maxLength={80} />
      <FormText
        control={control}
        name="contact"
        rows={2}
        label={say('vendor.contact')}
        hint={say('vendor.contactHint')}
        maxLength={300}
      />
      <AnswerField control={control} />
      <FormSelect
        control={control}
        name="calendarId"
        label={say('vendor.calendar')}
        options={[
          { id: '', label: say('vendor.wallClock') },
          ...calendars.map(({ id, name }) => ({ id, label: name })),
        ]}
        toValue={(id) => (id === '' ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : '')}
      />
      <FormActive
        control={control}
        name="isActive"
        label={say('vendor.active')}
        hint={say('vendor.activeHint')}
        touches={[]}
      />
    </>
  );
}

/** A duration as people write it, null while the field is empty; what cannot be read is no number, and refused. */
function AnswerField({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name: 'answerMs' });
  const value: unknown = field.value;
  const print = (): string => (typeof value === 'number' && value > 0 ? formatDuration(value) : '');
  const [typed, setTyped] = useState(print);
  const text = Object.is(readAnswer(typed), value) ? typed : print();
  return (
    <TextField
      label={say('vendor.answer')}
      hint={say('vendor.answerHint')}
      maxLength={20}
      value={text}
      onChange={(next) => {
        setTyped(next);
        field.onChange(readAnswer(next));
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldErrorText(fieldState.error, say)}
    />
  );
}

function readAnswer(text: string): number | null {
  return text.trim() === '' ? null : (parseDuration(text, null) ?? Number.NaN);
}
