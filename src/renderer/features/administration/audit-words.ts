import { attemptPolicySchema } from '../../../shared/domain/attempt-policy.ts';
import type { AuditItem } from '../../../shared/protocol/admin.ts';
import type { Workspace } from '../../db/workspace.ts';
import { mutationLabel } from '../../lib/mutation-label.ts';
import { isMessageKey, type Say } from '../../lib/text.ts';
import type { Language } from '../../stores/settings-store.ts';
import { describeAttemptPolicy } from './attempt-policy-words.ts';
import { type Difference, differences } from './differences.ts';
import { refusalSentence } from './refusal-sentence.ts';
import type { Described } from './section.ts';
import { describeSla } from './sla/describe-sla.ts';

const attemptPolicyPart = attemptPolicySchema.partial();

/** Who did it. */
export function personName({ personId }: AuditItem, { users }: Workspace, say: Say): string {
  return users.get(personId)?.name ?? say('common.unknownPerson');
}

/** What was done, to what: "Fila: Plantão", "Nova senha: Bia". */
export function whatText({ name, kind, label }: AuditItem, say: Say): string {
  const kindKey = `admin.kind.${kind ?? ''}`;
  const actKey = `admin.act.${name}`;
  const what = isMessageKey(actKey)
    ? say(actKey)
    : name.endsWith('.save') && isMessageKey(kindKey)
      ? say(kindKey)
      : mutationLabel(name, say);
  return label === null ? what : `${what}: ${label}`;
}

/** Why it was refused, in words; empty for what was accepted. */
export function refusalReason({ code }: AuditItem, say: Say): string {
  return code === null ? '' : (refusalSentence(code, 0, say) ?? code);
}

/** The fields that were changed, or would have been, before and after in words. */
export function changedFields(
  { change, kind, at }: AuditItem,
  workspace: Workspace,
  language: Language,
  say: Say,
): readonly Difference[] {
  if (change === null || kind === null) return [];
  const isNew = Object.keys(change.before).length === 0;
  const fields = Object.keys(change.after).filter((field) => field !== 'id');
  // A new row's name is told already; what it began with is in the export.
  if (isNew) return [];
  const describe = (row: unknown): readonly Described[] | null => {
    if (kind === 'attemptPolicy') {
      const policy = attemptPolicyPart.safeParse(row).data;
      return policy === undefined ? null : describeAttemptPolicy(policy, workspace, say);
    }
    const context = { workspace, language, say, nowMs: Date.parse(at) };
    return kind === 'calendar' || kind === 'policy' ? describeSla(kind, row, context) : null;
  };
  const before = describe(change.before);
  const after = describe(change.after);
  if (before !== null && after !== null) return differences(before, after);
  return fields.map((field) => ({
    name: field,
    label: fieldName(field, say),
    before: valueText(change.before[field], workspace, say),
    after: valueText(change.after[field], workspace, say),
  }));
}

function fieldName(field: string, say: Say): string {
  const key = `admin.field.${field}`;
  return isMessageKey(key) ? say(key) : field;
}

/** A value in words: names for ids, yes and no, and what is nested as JSON. */
export function valueText(
  value: unknown,
  workspace: Pick<Workspace, 'users' | 'queues' | 'categories'>,
  say: Say,
): string {
  const { users, queues, categories } = workspace;
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return say(value ? 'admin.yes' : 'admin.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    return (
      queues.find(({ id }) => id === value)?.name ?? categories.get(value)?.name ?? users.get(value)?.name ?? value
    );
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map((inner: unknown) => valueText(inner, workspace, say)).join(', ');
  }
  return JSON.stringify(value);
}
