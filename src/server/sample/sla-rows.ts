import Holidays from 'date-holidays';
import type { Form, FormField } from '../../shared/domain/form.ts';
import type { Priority } from '../../shared/domain/priority.ts';
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
const GENERAL_FORMS: readonly Form[] = [
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

/** The form of landline tickets: what the second line needs to know of a line, asked as choices. */
const LANDLINE: Form = {
  id: sampleId('form:1-2:telefone'),
  version: 1,
  name: { pt: 'Escalonamento de telefone fixo', en: 'Landline escalation' },
  fromTier: 1,
  toTier: 2,
  categoryId: sampleId('category:Telefone fixo'),
  isActive: true,
  fields: [
    {
      ...field('summary', { pt: 'O que acontece', en: 'What happens' }, null, true),
      prefill: 'customer',
    },
    {
      ...field('environment', { pt: 'Onde', en: 'Where' }, null, false),
      kind: 'choice',
      options: [
        { key: 'home', label: { pt: 'Residência', en: 'Home' } },
        { key: 'office', label: { pt: 'Empresa com poucas linhas', en: 'Office with few lines' } },
        { key: 'pbx', label: { pt: 'Empresa com PABX', en: 'Company with a PBX' } },
      ],
    },
    {
      ...field('lines', { pt: 'Linhas afetadas', en: 'Lines affected' }, null, false),
      kind: 'number',
      min: 1,
      max: 500,
      showIf: { field: 'environment', is: ['office', 'pbx'] },
    },
    {
      ...field('symptoms', { pt: 'O que se observa', en: 'What is observed' }, null, false),
      kind: 'checklist',
      options: [
        { key: 'no_tone', label: { pt: 'Sem tom de discagem', en: 'No dial tone' } },
        { key: 'noise', label: { pt: 'Chiado ou eco', en: 'Noise or echo' } },
        { key: 'no_incoming', label: { pt: 'Não recebe chamadas', en: 'No incoming calls' } },
        { key: 'no_outgoing', label: { pt: 'Não faz chamadas', en: 'No outgoing calls' } },
      ],
    },
    {
      ...field(
        'tone_at_modem',
        { pt: 'Há tom direto no modem?', en: 'Is there a tone at the modem itself?' },
        null,
        false,
      ),
      kind: 'choice',
      options: [
        { key: 'yes', label: { pt: 'Sim', en: 'Yes' } },
        { key: 'no', label: { pt: 'Não', en: 'No' } },
        { key: 'untested', label: { pt: 'Não foi possível testar', en: 'Could not be tested' } },
      ],
      showIf: { field: 'symptoms', is: ['no_tone'] },
    },
    { ...field('since', { pt: 'Desde quando', en: 'Since when' }, null, false), kind: 'date', isRequired: false },
    field('tried', { pt: 'O que já foi tentado', en: 'What was tried' }, null, true),
    {
      ...field('evidence', { pt: 'Fotos e gravações', en: 'Pictures and recordings' }, null, false),
      kind: 'files',
      isRequired: false,
    },
    field('asked', { pt: 'O que se pede', en: 'What is asked' }, null, true),
  ],
};

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

/** All of them: the one for a category goes before the one for all. */
export const FORMS: readonly Form[] = [...GENERAL_FORMS, LANDLINE];

function field(key: string, label: Form['name'], help: Form['name'] | null, isLong: boolean): FormField {
  return { key, label, help, isRequired: true, isLong };
}
