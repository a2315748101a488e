import { administrationEn } from './en/administration.ts';
import { alertsEn } from './en/alerts.ts';
import { archiveEn } from './en/archive.ts';
import { attachmentEn } from './en/attachment.ts';
import { attemptsEn } from './en/attempts.ts';
import { attentionEn } from './en/attention.ts';
import { clockEn } from './en/clock.ts';
import { commonEn } from './en/common.ts';
import { consoleEn } from './en/console.ts';
import { conversationEn } from './en/conversation.ts';
import { escalationEn } from './en/escalation.ts';
import { firstRunEn } from './en/first-run.ts';
import { followUpEn } from './en/follow-up.ts';
import { historyEn } from './en/history.ts';
import { keyboardEn } from './en/keyboard.ts';
import { layoutEn } from './en/layout.ts';
import { leavingEn } from './en/leaving.ts';
import { macroEn } from './en/macro.ts';
import { presenceEn } from './en/presence.ts';
import { promiseEn } from './en/promise.ts';
import { roomEn } from './en/room.ts';
import { routingEn } from './en/routing.ts';
import { searchEn } from './en/search.ts';
import { sessionEn } from './en/session.ts';
import { settingsEn } from './en/settings.ts';
import { slaAdminEn } from './en/sla-admin.ts';
import { slaStepEn } from './en/sla-step.ts';
import { slaEn } from './en/sla.ts';
import { subticketEn } from './en/subticket.ts';
import { syncEn } from './en/sync.ts';
import { ticketEn } from './en/ticket.ts';
import { triageEn } from './en/triage.ts';
import { undoEn } from './en/undo.ts';
import { vendorEn } from './en/vendor.ts';
import { windowsEn } from './en/windows.ts';
import type { MessageKey } from './messages.pt-br.ts';

/** Every text a person sees, in English. */
export const en: Readonly<Record<MessageKey, string>> = {
  ...commonEn,
  ...administrationEn,
  ...consoleEn,
  ...ticketEn,
  ...syncEn,
  ...searchEn,
  ...sessionEn,
  ...roomEn,
  ...undoEn,
  ...clockEn,
  ...archiveEn,
  ...attachmentEn,
  ...presenceEn,
  ...attentionEn,
  ...layoutEn,
  ...leavingEn,
  ...settingsEn,
  ...escalationEn,
  ...firstRunEn,
  ...windowsEn,
  ...keyboardEn,
  ...slaStepEn,
  ...routingEn,
  ...macroEn,
  ...slaEn,
  ...slaAdminEn,
  ...alertsEn,
  ...attemptsEn,
  ...promiseEn,
  ...vendorEn,
  ...subticketEn,
  ...followUpEn,
  ...conversationEn,
  ...historyEn,
  ...triageEn,
};
