import { PRIORITIES } from '../../../../shared/domain/priority.ts';
import { PAUSE_CLASSES } from '../../../../shared/domain/status.ts';
import { tierName } from '../../../../shared/domain/tier.ts';
import { formatDuration } from '../../../../shared/sla/duration-text.ts';
import type { PauseClass, Policy } from '../../../../shared/sla/policy.ts';
import type { Workspace } from '../../../db/workspace.ts';
import type { Say } from '../../../lib/text.ts';
import type { Language } from '../../../stores/settings-store.ts';
import type { Described } from '../section.ts';
import { sinceText } from './calendar-words.ts';
import { CUSTOMER_TARGETS, type CustomerTarget, PAUSABLE, TIER_KEYS } from './policy-edits.ts';

/** A reopening's window goes by the wall clock. */
const DAY_MS = 86_400_000;

/** What the clock of a customer's target is called: "Primeira resposta". */
export function targetName(target: CustomerTarget, say: Say): string {
  return say(`policy.target.${target}`);
}

/** What stops a clock, as its status is called: "Aguardando cliente". */
export function pauseName(pause: PauseClass, say: Say): string {
  return say(pause === 'scheduled' ? 'status.scheduled' : `status.waiting_${pause}`);
}

/** Which tickets a policy is for: "Prioridades: P1 · Canais: Telefone, E-mail"; all of them. */
export function matchText(
  { match }: Pick<Policy, 'match'>,
  { categories }: Pick<Workspace, 'categories'>,
  say: Say,
): string {
  const { priorities = [], channels = [], categoryIds = [] } = match;
  const conditions = [
    [say('routing.condition.priorities'), priorities],
    [say('routing.condition.channels'), channels.map((channel) => channelName(channel, say))],
    [
      say('routing.condition.categoryIds'),
      categoryIds.map((id) => categories.get(id)?.name ?? say('routing.unknownCategory')),
    ],
  ] as const;
  const texts = conditions.flatMap(([name, values]) => (values.length === 0 ? [] : [`${name}: ${values.join(', ')}`]));
  return texts.length === 0 ? say('policy.matchesAll') : texts.join(' · ');
}

function channelName(channel: string, say: Say): string {
  switch (channel) {
    case 'phone':
    case 'email':
    case 'chat':
    case 'whatsapp':
    case 'portal':
    case 'api':
    case 'import':
      return say(`channel.${channel}`);
    default:
      return channel;
  }
}

/** The targets towards customers: "P1: Primeira resposta 15min, Resolução 4h". */
export function customerText(customer: Policy['customer'], say: Say): string {
  return listOr(
    PRIORITIES.flatMap((priority) => {
      const targets = CUSTOMER_TARGETS.flatMap((target) => {
        const targetMs = customer[priority]?.[target];
        return targetMs === undefined ? [] : [`${targetName(target, say)} ${formatDuration(targetMs)}`];
      });
      return targets.length === 0 ? [] : [`${priority}: ${targets.join(', ')}`];
    }),
  );
}

function tiersText(tiers: Policy['tiers'], calendarName: (id: string) => string, say: Say): string {
  return listOr(
    TIER_KEYS.flatMap((tier) => {
      const { acceptMs, workMs, calendarId } = tiers[tier] ?? {};
      const parts = [
        ...(acceptMs === undefined ? [] : [`${say('policy.target.acceptMs')} ${formatDuration(acceptMs)}`]),
        ...(workMs === undefined ? [] : [`${say('policy.target.workMs')} ${formatDuration(workMs)}`]),
        ...(calendarId === undefined ? [] : [calendarName(calendarId)]),
      ];
      return parts.length === 0 ? [] : [`${tierName(tier === '1' ? 1 : tier === '2' ? 2 : 3)}: ${parts.join(', ')}`];
    }),
  );
}

function pausesText(pausedBy: Policy['pausedBy'], say: Say): string {
  return listOr(
    PAUSABLE.flatMap((clock) => {
      const classes = PAUSE_CLASSES.filter((pause) => pausedBy[clock]?.includes(pause) === true);
      if (classes.length === 0) return [];
      return [`${say(`policy.pausable.${clock}`)}: ${classes.map((pause) => pauseName(pause, say)).join(', ')}`];
    }),
  );
}

function listOr(texts: readonly string[]): string {
  return texts.length === 0 ? '–' : texts.join('; ');
}

/** From which step on supervisors are told, in words. */
export function supervisorsFrom(step: NonNullable<Policy['tellSupervisorsFrom']>, say: Say): string {
  return typeof step === 'number'
    ? say('policy.supervisors.percent', { percent: step })
    : say(`policy.supervisors.${step}`);
}

/** What a describer needs beside the row. */
export type DescribeContext = {
  readonly workspace: Pick<Workspace, 'categories' | 'calendarRows'>;
  readonly language: Language;
  readonly say: Say;
  readonly nowMs: number;
};

/** All of a policy in words, by its fields; of one that is there in part (a line of the audit), that part. */
export function describePolicy(
  policy: { readonly [K in keyof Policy]?: Policy[K] | undefined },
  { workspace, language, say, nowMs }: DescribeContext,
): readonly Described[] {
  const calendarName = (id: string): string => workspace.calendarRows.get(id)?.name ?? id;
  const yesNo = (is: boolean): string => say(is ? 'admin.yes' : 'admin.no');
  const { name, position, isActive, match, calendarId, customer, tiers, pausedBy, effectiveFromMs } = policy;
  const { warnAtPercent, warnBeforeMs, tellSupervisorsFrom, newBudgetPerStay, reopenWindowMs } = policy;
  const lines: [name: string, label: string, value: string | undefined][] = [
    ['name', say('admin.field.name'), name],
    ['position', say('admin.field.position'), position === undefined ? undefined : String(position)],
    ['isActive', say('policy.active'), isActive === undefined ? undefined : yesNo(isActive)],
    ['match', say('admin.field.conditions'), match && matchText({ match }, workspace, say)],
    ['calendarId', say('policy.calendar'), calendarId && calendarName(calendarId)],
    ['customer', say('policy.customer'), customer && customerText(customer, say)],
    ['tiers', say('policy.tiers'), tiers && tiersText(tiers, calendarName, say)],
    ['pausedBy', say('policy.pauses'), pausedBy && pausesText(pausedBy, say)],
    ['warnAtPercent', say('policy.warnAtPercent'), warnAtPercent && listOr(warnAtPercent.map((one) => `${one}%`))],
    ['warnBeforeMs', say('policy.warnBefore'), warnBeforeMs && listOr(warnBeforeMs.map(formatDuration))],
    [
      'tellSupervisorsFrom',
      say('policy.supervisors'),
      tellSupervisorsFrom === undefined ? undefined : supervisorsFrom(tellSupervisorsFrom, say),
    ],
    ['newBudgetPerStay', say('policy.newBudget'), newBudgetPerStay === undefined ? undefined : yesNo(newBudgetPerStay)],
    [
      'reopenWindowMs',
      say('policy.reopen'),
      reopenWindowMs === undefined ? undefined : formatDuration(reopenWindowMs, DAY_MS),
    ],
    [
      'effectiveFromMs',
      say('version.since'),
      effectiveFromMs === undefined ? undefined : sinceText(effectiveFromMs, language, say, nowMs),
    ],
  ];
  return lines.flatMap(([key, label, value]) => (value === undefined ? [] : [{ name: key, label, value }]));
}
