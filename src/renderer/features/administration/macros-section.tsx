import type { ReactElement } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { PLACEHOLDERS } from '../../../shared/domain/canned-reply.ts';
import { type Macro, type MacroOutcome, macroSchema } from '../../../shared/domain/macro.ts';
import { RESOLUTION_CODES } from '../../../shared/domain/resolution.ts';
import { WORKING_STATUSES } from '../../../shared/domain/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useText } from '../../lib/text.ts';
import { FormDuration } from './form-duration.tsx';
import { FormActive, FormCheck, FormSelect, FormText } from './form-fields.tsx';
import { placeText } from './place-text.ts';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';
import { TeamFields } from './team-fields.tsx';

const BLANK_OUTCOMES: Readonly<Record<MacroOutcome['kind'], MacroOutcome>> = {
  none: { kind: 'none' },
  status: { kind: 'status', status: 'waiting_customer', reason: '' },
  resolve: { kind: 'resolve', code: 'solved', summary: '' },
  release: { kind: 'release' },
};
const OUTCOMES = ['none', 'status', 'resolve', 'release'] as const satisfies readonly MacroOutcome['kind'][];

/** Several steps under one name, which agents apply with one key. */
export function MacrosSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const section: Section<'macro'> = {
    kind: 'macro',
    addLabel: say('macro.add'),
    searchLabel: say('macro.search'),
    firstField: 'name',
    blank: () => ({
      id: newId(),
      name: '',
      tiers: [],
      queueIds: [],
      isActive: true,
      isClaiming: false,
      reply: '',
      note: '',
      outcome: BLANK_OUTCOMES.none,
    }),
    order: (items) =>
      items
        .toSorted((a, b) => a.row.name.localeCompare(b.row.name))
        .map((item) => ({ item, detail: `${stepsText(item.row, say)} · ${placeText(item.row, workspace, say)}` })),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describe(row, workspace, say),
    renderFields: ({ control }) => <MacroFields control={control} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

/** What a macro does, in a line: "Assumir, Responder, Alterar situação". */
function stepsText({ isClaiming, reply, note, outcome }: Macro, say: Say): string {
  return [
    isClaiming ? say('macro.step.claim') : '',
    reply === '' ? '' : say('macro.step.reply'),
    note === '' ? '' : say('macro.step.note'),
    outcome.kind === 'none' ? '' : outcomeText(outcome, say),
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function outcomeText(outcome: MacroOutcome, say: Say): string {
  const kind = say(`macro.outcome.${outcome.kind}`);
  if (outcome.kind === 'status') return `${kind}: ${say(`status.${outcome.status}`)}`;
  return outcome.kind === 'resolve' ? `${kind}: ${say(`resolution.${outcome.code}`)}` : kind;
}

type MacroFieldsProps = Pick<FieldsProps<'macro'>, 'control'> & { readonly workspace: Workspace };

function MacroFields({ control, workspace }: MacroFieldsProps): ReactElement {
  const say = useText();
  const hint = say('admin.canned.bodyHint', { names: PLACEHOLDERS.map((name) => `{{${name}}}`).join(' ') });
  return (
    <>
      <FormText control={control} name="name" label={say('macro.name')} maxLength={120} />
      <FormCheck control={control} name="isClaiming" label={say('macro.claims')} />
      <FormText control={control} name="reply" rows={4} label={say('macro.reply')} hint={hint} maxLength={8_000} />
      <FormText control={control} name="note" rows={2} label={say('macro.note')} maxLength={8_000} />
      <FormSelect
        control={control}
        name="outcome"
        label={say('macro.outcome')}
        options={OUTCOMES.map((id) => ({ id, label: say(`macro.outcome.${id}`) }))}
        toValue={(id) => BLANK_OUTCOMES[OUTCOMES.find((kind) => kind === id) ?? 'none']}
        toId={(value) => macroSchema.shape.outcome.safeParse(value).data?.kind ?? 'none'}
      />
      <OutcomeFields control={control} />
      <TeamFields control={control} workspace={workspace} tiersHint={say('macro.whereHint')} />
      <FormActive
        control={control}
        name="isActive"
        label={say('macro.active')}
        hint={say('macro.activeHint')}
        touches={[]}
      />
    </>
  );
}

/** What the chosen last step needs to be told. */
function OutcomeFields({ control }: { readonly control: Control }): ReactElement | null {
  const say = useText();
  const kind: unknown = useWatch({ control, name: 'outcome.kind' });
  if (kind === 'status') {
    return (
      <>
        <FormSelect
          control={control}
          name="outcome.status"
          label={say('macro.status')}
          options={WORKING_STATUSES.map((id) => ({ id, label: say(`status.${id}`) }))}
        />
        <FormText
          control={control}
          name="outcome.reason"
          label={say('macro.reason')}
          hint={say('macro.reasonHint')}
          maxLength={500}
        />
        <FormDuration
          control={control}
          name="outcome.followUpAfterMs"
          label={say('macro.followUp')}
          hint={say('macro.followUpHint')}
          empty={undefined}
        />
      </>
    );
  }
  if (kind !== 'resolve') return null;
  return (
    <>
      <FormSelect
        control={control}
        name="outcome.code"
        label={say('resolve.code')}
        options={RESOLUTION_CODES.map((id) => ({ id, label: say(`resolution.${id}`) }))}
      />
      <FormText control={control} name="outcome.summary" rows={3} label={say('resolve.summary')} maxLength={4_000} />
    </>
  );
}

function describe(row: Macro, workspace: Workspace, say: Say): readonly Described[] {
  const { outcome } = row;
  const text = outcome.kind === 'status' ? outcome.reason : outcome.kind === 'resolve' ? outcome.summary : '';
  return [
    { name: 'name', label: say('macro.name'), value: row.name },
    { name: 'isClaiming', label: say('macro.claims'), value: say(row.isClaiming ? 'admin.yes' : 'admin.no') },
    { name: 'reply', label: say('macro.reply'), value: row.reply },
    { name: 'note', label: say('macro.note'), value: row.note },
    { name: 'outcome', label: say('macro.outcome'), value: `${outcomeText(outcome, say)} ${text}`.trim() },
    { name: 'place', label: say('admin.canned.where'), value: placeText(row, workspace, say) },
    { name: 'isActive', label: say('macro.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
