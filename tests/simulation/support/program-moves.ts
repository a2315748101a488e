import { WORKSPACE_KINDS } from '../../../src/shared/domain/tables.ts';
import type { NamedAction } from '../../support/any-mutation.ts';
import { ID, workspaceSaves } from '../../support/workspace.ts';

/** What later versions of the test forms ask beside. */
export const ADDED_QUESTION = 'affected';

const SETTINGS = WORKSPACE_KINDS.map((kind) => `${kind}.save` as const);
type Setting = (typeof SETTINGS)[number];
const ON_TICKETS = ['ticket.recordExternal', 'ticket.attachmentStored', 'ticket.slaStep', 'ticket.followUp'] as const;

/** What programs and administrators do while agents work. */
export const PROGRAM_MOVES = [...ON_TICKETS, ...SETTINGS] as const;
export type ProgramMove = (typeof PROGRAM_MOVES)[number];

/** What of the backend's rows such a thing is done to. */
export type Target = { readonly ticketId: string; readonly attachmentId: string | null; readonly nowMs: number };

const HOUR_MS = 3_600_000;
const idOf = (n: number): string => `00000000-0000-7000-8000-000000000a${String(n).padStart(2, '0')}`;

/** Rows of the kinds that the test workspace has none of. */
const MORE_ROWS: Readonly<Record<string, object>> = {
  'organization.save': { id: idOf(1), name: 'Teste', isSample: false },
  'customer.save': { id: idOf(2), name: 'Lia', email: null, phone: null, company: null, city: null, plan: null },
  'cannedReply.save': { id: idOf(3), title: 'Oi', body: 'Olá!', tiers: [], queueIds: [], isActive: true },
  'macro.save': {
    id: idOf(4),
    name: 'Anotar',
    tiers: [],
    queueIds: [],
    isActive: true,
    isClaiming: false,
    reply: '',
    note: 'visto',
    outcome: { kind: 'none' },
  },
  'followUpRule.save': {
    id: idOf(5),
    name: 'Cliente',
    on: 'customer',
    calendarId: null,
    remindAfterMs: HOUR_MS,
    reminders: 1,
    text: { pt: 'Olá', en: 'Hello' },
    language: 'pt',
    endAfterMs: null,
    code: 'solved',
    summary: '',
    isActive: true,
  },
};

/** The move with arguments; `pick` tells two of a kind apart. Null when it needs what is not there. */
export function nameProgramMove(
  move: ProgramMove,
  pick: number,
  { ticketId, attachmentId, nowMs }: Target,
  newId: () => string,
): NamedAction | null {
  if (isSetting(move)) return { name: move, args: { row: changed(move, pick) } };
  switch (move) {
    case 'ticket.recordExternal': {
      const source = { system: 'nagios', ref: String(pick), actorName: 'nagios', text: 'queda' };
      return { name: move, args: { ticketId, source } };
    }
    case 'ticket.attachmentStored':
      return attachmentId === null ? null : { name: move, args: { ticketId, attachmentId } };
    case 'ticket.slaStep': {
      const step = { clock: 'resolution', tier: null, percent: 75, beforeMs: null, lateMs: 0 };
      return { name: move, args: { ticketId, ...step, dueAtMs: nowMs, deadlineAtMs: nowMs + HOUR_MS } };
    }
    case 'ticket.followUp':
      return { name: move, args: { ticketId, step: followUpSteps(newId())[pick % 4] } };
  }
}

function isSetting(move: ProgramMove): move is Setting {
  return move.endsWith('.save');
}

function followUpSteps(messageId: string): readonly object[] {
  return [
    { kind: 'remind', nth: 1, messageId, body: 'ainda precisa?' },
    { kind: 'resume' },
    { kind: 'resolve', code: 'solved', summary: 'sem retorno' },
    { kind: 'close' },
  ];
}

/** A row of the test workspace, as somebody changed it. A form asks more, in a later version. */
function changed(move: Setting, pick: number): object {
  if (move === 'form.save') return laterForm(pick);
  const known = workspaceSaves.findLast(({ name, row }) => name === move && row.id !== ID.system)?.row;
  const row = known ?? MORE_ROWS[move] ?? {};
  return move === 'cannedReply.save' ? { ...row, title: `Oi ${pick}` } : { ...row, name: `Outro ${pick}` };
}

function laterForm(pick: number): object {
  const forms = workspaceSaves.flatMap(({ row }) => ('fields' in row ? [row] : []));
  const form = forms[pick % forms.length];
  const field = { label: { pt: 'Afetados', en: 'Affected' }, help: null, isRequired: true, isLong: false };
  return { ...form, version: 2 + pick, fields: [...(form?.fields ?? []), { key: ADDED_QUESTION, ...field }] };
}
