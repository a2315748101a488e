import type { FollowUpRule } from '../../shared/domain/follow-up-rule.ts';
import { sampleId } from './sample-id.ts';
import { BUSINESS_CALENDAR_ID } from './sla-rows.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day of Aurora's, from eight to six. */
const BUSINESS_DAY_MS = 10 * HOUR_MS;

/** What Aurora Telecom leaves to the backend: customers who do not answer, and resolved tickets that nobody objects to. */
export const FOLLOW_UP_RULES: readonly FollowUpRule[] = [
  {
    id: sampleId('followUp:customer'),
    name: 'Cliente que não responde',
    on: 'customer',
    calendarId: BUSINESS_CALENDAR_ID,
    remindAfterMs: 5 * BUSINESS_DAY_MS,
    reminders: 2,
    text: {
      pt: 'Olá, {{cliente.nome}}! O chamado {{chamado.numero}} está esperando a sua resposta. Se já está tudo certo, não precisa fazer nada.',
      en: 'Hello {{cliente.nome}}! Ticket {{chamado.numero}} is waiting for your answer. If all is well, there is nothing to do.',
    },
    language: 'pt',
    endAfterMs: 15 * BUSINESS_DAY_MS,
    code: 'not_reproducible',
    summary: 'Sem retorno do cliente depois de dois lembretes.',
    isActive: true,
  },
  {
    id: sampleId('followUp:resolved'),
    name: 'Confirmação do cliente',
    on: 'resolved',
    calendarId: null,
    remindAfterMs: null,
    reminders: 0,
    text: { pt: '', en: '' },
    language: 'pt',
    endAfterMs: 30 * DAY_MS,
    code: 'solved',
    summary: '',
    isActive: true,
  },
];
