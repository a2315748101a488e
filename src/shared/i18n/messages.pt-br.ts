import { administrationPtBr } from './pt-br/administration.ts';
import { alertsPtBr } from './pt-br/alerts.ts';
import { archivePtBr } from './pt-br/archive.ts';
import { attachmentPtBr } from './pt-br/attachment.ts';
import { attemptsPtBr } from './pt-br/attempts.ts';
import { attentionPtBr } from './pt-br/attention.ts';
import { clockPtBr } from './pt-br/clock.ts';
import { commonPtBr } from './pt-br/common.ts';
import { consolePtBr } from './pt-br/console.ts';
import { conversationPtBr } from './pt-br/conversation.ts';
import { escalationPtBr } from './pt-br/escalation.ts';
import { firstRunPtBr } from './pt-br/first-run.ts';
import { followUpPtBr } from './pt-br/follow-up.ts';
import { historyPtBr } from './pt-br/history.ts';
import { keyboardPtBr } from './pt-br/keyboard.ts';
import { layoutPtBr } from './pt-br/layout.ts';
import { leavingPtBr } from './pt-br/leaving.ts';
import { macroPtBr } from './pt-br/macro.ts';
import { presencePtBr } from './pt-br/presence.ts';
import { promisePtBr } from './pt-br/promise.ts';
import { roomPtBr } from './pt-br/room.ts';
import { routingPtBr } from './pt-br/routing.ts';
import { searchPtBr } from './pt-br/search.ts';
import { sessionPtBr } from './pt-br/session.ts';
import { settingsPtBr } from './pt-br/settings.ts';
import { slaAdminPtBr } from './pt-br/sla-admin.ts';
import { slaStepPtBr } from './pt-br/sla-step.ts';
import { slaPtBr } from './pt-br/sla.ts';
import { subticketPtBr } from './pt-br/subticket.ts';
import { syncPtBr } from './pt-br/sync.ts';
import { ticketPtBr } from './pt-br/ticket.ts';
import { triagePtBr } from './pt-br/triage.ts';
import { undoPtBr } from './pt-br/undo.ts';
import { vendorPtBr } from './pt-br/vendor.ts';
import { windowsPtBr } from './pt-br/windows.ts';

/** Every text a person sees, in Brazilian Portuguese. Its keys are the catalogue; other languages are typed by them. */
export const ptBr = {
  ...commonPtBr,
  ...administrationPtBr,
  ...consolePtBr,
  ...ticketPtBr,
  ...syncPtBr,
  ...searchPtBr,
  ...sessionPtBr,
  ...roomPtBr,
  ...undoPtBr,
  ...clockPtBr,
  ...archivePtBr,
  ...attachmentPtBr,
  ...presencePtBr,
  ...attentionPtBr,
  ...layoutPtBr,
  ...leavingPtBr,
  ...settingsPtBr,
  ...escalationPtBr,
  ...firstRunPtBr,
  ...windowsPtBr,
  ...keyboardPtBr,
  ...slaStepPtBr,
  ...routingPtBr,
  ...macroPtBr,
  ...slaPtBr,
  ...slaAdminPtBr,
  ...alertsPtBr,
  ...attemptsPtBr,
  ...promisePtBr,
  ...vendorPtBr,
  ...subticketPtBr,
  ...followUpPtBr,
  ...conversationPtBr,
  ...historyPtBr,
  ...triagePtBr,
};

/** Names one text. */
export type MessageKey = keyof typeof ptBr;
