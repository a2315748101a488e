import Holidays from 'date-holidays';
import type { Form, FormField } from '../../shared/domain/form.ts';
import type { Priority } from '../../shared/domain/ticket.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import { sampleId } from './sample-id.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ZONE = 'America/Sao_Paulo';

export const BUSINESS_CALENDAR_ID = sampleId('calendar:business');
export const ALWAYS_CALENDAR_ID = sampleId('calendar:always');

/** How long the customer's resolution may take, by priority: of business time, but for P1. */
export const RESOLUTION_MS = { P1: 4 * HOUR_MS, P2: 8 * HOUR_MS, P3: 24 * HOUR_MS, P4: 40 * HOUR_MS } as const;
/** How long a customer who has written again may wait, and how long a supplier may. */
const NEXT_RESPONSE_MS = { P1: 30 * MINUTE_MS, P2: 2 * HOUR_MS, P3: 4 * HOUR_MS, P4: 8 * HOUR_MS } as const;
const VENDOR_MS = { P1: 2 * HOUR_MS, P2: 8 * HOUR_MS, P3: 16 * HOUR_MS, P4: 24 * HOUR_MS } as const;
/** A ticket that comes back within a week goes on; later it is as good as a new one. */
const REOPEN_WINDOW_MS = 7 * 24 * HOUR_MS;
export const FIRST_RESPONSE_MS = { P1: 15 * MINUTE_MS, P2: HOUR_MS, P3: 4 * HOUR_MS, P4: 8 * HOUR_MS } as const;

/** Business hours with Brazil's national holidays of last, this and next year by name, and a calendar that never closes. */
export function sampleCalendars(nowMs: number): readonly [business: CalendarRow, always: CalendarRow] {
  const day: [string, string][] = [['08:00', '18:00']];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['08:00', '12:00']] as [string, string][] };
  const business = {
    id: BUSINESS_CALENDAR_ID,
    name: 'Horário comercial (São Paulo)',
    spec: { timeZone: ZONE, weekly, holidays: holidaysAround(nowMs) },
  };
  const always = {
    id: ALWAYS_CALENDAR_ID,
    name: 'Plantão 24 horas',
    spec: { timeZone: ZONE, weekly: {}, isAlwaysOpen: true },
  };
  return [business, always];
}

/** Public holidays, and the days on which banks and so most offices are closed (Carnival, Corpus Christi). */
function holidaysAround(nowMs: number): { date: string; name: string }[] {
  const brazil = new Holidays('BR');
  brazil.setLanguages('pt');
  const year = new Date(nowMs).getUTCFullYear();
  return [year - 1, year, year + 1]
    .flatMap((each) => brazil.getHolidays(each))
    .filter(({ type }) => type === 'public' || type === 'bank')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name }));
}

/** Every way to reach Aurora. Tickets of another system's log have no contract here, and so no clocks. */
const OWN_CHANNELS = ['phone', 'email', 'chat', 'whatsapp', 'portal', 'api'];

function target(priority: Priority): NonNullable<Policy['customer'][Priority]> {
  return {
    firstResponseMs: FIRST_RESPONSE_MS[priority],
    nextResponseMs: NEXT_RESPONSE_MS[priority],
    resolutionMs: RESOLUTION_MS[priority],
    vendorMs: VENDOR_MS[priority],
  };
}

/** P1 day and night; the others in business hours, P2 with shorter turns. All warn at 75 and 90 % of the target. */
export function samplePolicies(effectiveFromMs: number): readonly Policy[] {
  const paused = {
    firstResponse: [],
    nextResponse: [],
    resolution: ['customer', 'change', 'scheduled'],
    accept: [],
    work: ['customer', 'vendor', 'change', 'scheduled'],
  } satisfies Policy['pausedBy'];
  const shared = {
    isActive: true,
    pausedBy: paused,
    warnAtPercent: [75, 90],
    reopenWindowMs: REOPEN_WINDOW_MS,
    effectiveFromMs,
  };
  return [
    {
      ...shared,
      id: sampleId('policy:critical'),
      name: 'Crítico (P1), 24 horas',
      position: 1,
      match: { priorities: ['P1'], channels: OWN_CHANNELS },
      tellSupervisorsFrom: 90,
      calendarId: ALWAYS_CALENDAR_ID,
      customer: { P1: target('P1') },
      tiers: {
        '1': { acceptMs: 10 * MINUTE_MS, workMs: HOUR_MS },
        '2': { acceptMs: 15 * MINUTE_MS, workMs: 90 * MINUTE_MS },
        '3': { acceptMs: 30 * MINUTE_MS, workMs: 2 * HOUR_MS },
      },
    },
    {
      ...shared,
      id: sampleId('policy:high'),
      name: 'Alta (P2), horário comercial',
      position: 2,
      match: { priorities: ['P2'], channels: OWN_CHANNELS },
      calendarId: BUSINESS_CALENDAR_ID,
      customer: { P2: target('P2') },
      tiers: {
        '1': { acceptMs: 2 * HOUR_MS, workMs: 6 * HOUR_MS },
        '2': { acceptMs: 2 * HOUR_MS, workMs: 6 * HOUR_MS },
        '3': { acceptMs: 4 * HOUR_MS, workMs: 6 * HOUR_MS },
      },
    },
    {
      ...shared,
      id: sampleId('policy:standard'),
      name: 'Padrão, horário comercial',
      position: 3,
      match: { priorities: ['P3', 'P4'], channels: OWN_CHANNELS },
      calendarId: BUSINESS_CALENDAR_ID,
      customer: { P3: target('P3'), P4: target('P4') },
      tiers: {
        '1': { acceptMs: 2 * HOUR_MS, workMs: 24 * HOUR_MS },
        '2': { acceptMs: 2 * HOUR_MS, workMs: 24 * HOUR_MS },
        '3': { acceptMs: 4 * HOUR_MS, workMs: 24 * HOUR_MS },
      },
    },
  ];
}

/** The escalation forms. There is none from N1 to N3: the second line looks first. */
export const FORMS: readonly Form[] = [
  escalationForm(
    1,
    2,
    { pt: 'Escalonamento N1 → N2', en: 'Escalation N1 → N2' },
    {
      pt: 'Teste feito, artigo seguido e o que aconteceu',
      en: 'Each test, the article followed, and what happened',
    },
  ),
  escalationForm(
    2,
    3,
    { pt: 'Escalonamento N2 → N3', en: 'Escalation N2 → N3' },
    {
      pt: 'Diagnóstico até aqui, medições e hipóteses descartadas',
      en: 'The diagnosis so far, measurements, and what has been ruled out',
    },
  ),
];

function escalationForm(fromTier: 1 | 2, toTier: 2 | 3, name: Form['name'], triedHelp: Form['name']): Form {
  return {
    id: sampleId(`form:${fromTier}-${toTier}`),
    version: 1,
    name,
    fromTier,
    toTier,
    isActive: true,
    fields: [
      field(
        'summary',
        { pt: 'O que acontece', en: 'What happens' },
        { pt: 'Como o cliente percebe, desde quando', en: 'As the customer sees it, and since when' },
        true,
      ),
      field(
        'impact',
        { pt: 'Impacto', en: 'Impact' },
        {
          pt: 'Quem está parado e o que foi prometido, até quando',
          en: 'Who cannot work, and what was promised until when',
        },
        false,
      ),
      field('tried', { pt: 'O que já foi tentado', en: 'What was tried' }, triedHelp, true),
      field(
        'asked',
        { pt: 'O que se pede', en: 'What is asked' },
        { pt: 'A ação que se espera do próximo nível', en: 'The action expected of the next tier' },
        true,
      ),
    ],
  };
}

function field(key: string, label: Form['name'], help: Form['name'], isLong: boolean): FormField {
  return { key, label, help, isRequired: true, isLong };
}
