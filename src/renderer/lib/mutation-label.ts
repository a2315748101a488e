import { z } from 'zod';
import { type FileFacts, fileSchema } from '../../shared/domain/attachment.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import type { Say } from './text.ts';

const LABELS: Readonly<Record<string, MessageKey>> = {
  'ticket.create': 'mutation.ticket.create',
  'ticket.claim': 'mutation.ticket.claim',
  'ticket.assign': 'mutation.ticket.assign',
  'ticket.reclassify': 'mutation.ticket.reclassify',
  'ticket.release': 'mutation.ticket.release',
  'ticket.reply': 'mutation.ticket.reply',
  'ticket.note': 'mutation.ticket.note',
  'ticket.logAttempt': 'mutation.ticket.logAttempt',
  'ticket.allowAttempts': 'mutation.ticket.allowAttempts',
  'ticket.setStatus': 'mutation.ticket.setStatus',
  'ticket.setPriority': 'mutation.ticket.setPriority',
  'ticket.promise': 'mutation.ticket.promise',
  'ticket.keepPromise': 'mutation.ticket.keepPromise',
  'ticket.openSubticket': 'mutation.ticket.openSubticket',
  'ticket.withdrawSubticket': 'mutation.ticket.withdrawSubticket',
  'ticket.openVendorCase': 'mutation.ticket.openVendorCase',
  'ticket.setVendorReference': 'mutation.ticket.setVendorReference',
  'ticket.answerVendorCase': 'mutation.ticket.answerVendorCase',
  'ticket.withdrawVendorCase': 'mutation.ticket.withdrawVendorCase',
  'ticket.noReplyNeeded': 'mutation.ticket.noReplyNeeded',
  'ticket.escalate': 'mutation.ticket.escalate',
  'ticket.accept': 'mutation.ticket.accept',
  'ticket.return': 'mutation.ticket.return',
  'ticket.withdrawEscalation': 'mutation.ticket.withdrawEscalation',
  'ticket.completeHandover': 'mutation.ticket.completeHandover',
  'ticket.callSupervisor': 'mutation.ticket.callSupervisor',
  'ticket.answerCall': 'mutation.ticket.answerCall',
  'ticket.resolve': 'mutation.ticket.resolve',
  'ticket.close': 'mutation.ticket.close',
  'ticket.cancel': 'mutation.ticket.cancel',
  'ticket.reopen': 'mutation.ticket.reopen',
  'alert.acknowledge': 'mutation.alert.acknowledge',
  'person.setSignature': 'mutation.person.setSignature',
  'alert.snooze': 'mutation.alert.snooze',
};

/** What an action is called in the outbox. */
export function mutationLabel(name: string, say: Say): string {
  return say(LABELS[name] ?? 'mutation.other');
}

const TEXT_FIELDS = [
  'body',
  'summary',
  'reason',
  'what',
  'note',
  'subject',
  'text',
  'asked',
  'answer',
  'reference',
] as const;

/** What the agent typed in an action, for reading and copying: its text fields, form answers and first message, a blank line between. */
export function typedText(args: unknown): string {
  if (typeof args !== 'object' || args === null) return '';
  const fields = new Map(Object.entries(args));
  const answers: unknown = fields.get('answers');
  const message: unknown = fields.get('message');
  const texts: readonly unknown[] = [
    ...TEXT_FIELDS.map((name): unknown => fields.get(name)),
    ...(typeof message === 'object' && message !== null && 'body' in message ? [message.body] : []),
    ...(typeof answers === 'object' && answers !== null ? Object.values(answers) : []),
  ];
  return texts.filter((text) => typeof text === 'string' && text.trim() !== '').join('\n\n');
}

const withFiles = z.object({ attachments: z.array(fileSchema).min(1) });

/** The files that an action brings along, as an argument of another; nothing where it brings none. */
export function attachmentsOf(args: unknown): { readonly attachments?: readonly FileFacts[] } {
  const parsed = withFiles.safeParse(args);
  return parsed.success ? { attachments: parsed.data.attachments } : {};
}

/** What the files are called that an action brings along. */
export function attachedNames(args: unknown): readonly string[] {
  return attachmentsOf(args).attachments?.map(({ name }) => name) ?? [];
}
