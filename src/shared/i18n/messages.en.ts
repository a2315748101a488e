import { attachmentEn } from './en/attachment.ts';
import { attentionEn } from './en/attention.ts';
import { clockEn } from './en/clock.ts';
import { commonEn } from './en/common.ts';
import { consoleEn } from './en/console.ts';
import { leavingEn } from './en/leaving.ts';
import { presenceEn } from './en/presence.ts';
import { roomEn } from './en/room.ts';
import { sessionEn } from './en/session.ts';
import { slaEn } from './en/sla.ts';
import { syncEn } from './en/sync.ts';
import { ticketEn } from './en/ticket.ts';
import { undoEn } from './en/undo.ts';
import { windowsEn } from './en/windows.ts';
import type { MessageKey } from './messages.pt-br.ts';

/** Every text a person sees, in English. */
export const en: Readonly<Record<MessageKey, string>> = {
  ...commonEn,
  ...consoleEn,
  ...ticketEn,
  ...syncEn,
  ...sessionEn,
  ...roomEn,
  ...undoEn,
  ...clockEn,
  ...attachmentEn,
  ...presenceEn,
  ...attentionEn,
  ...leavingEn,
  ...windowsEn,
  ...slaEn,
};
