import type { AttemptPolicy } from '../../../shared/domain/attempt-policy.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import { formatDuration } from '../../../shared/sla/duration-text.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Say } from '../../lib/text.ts';
import type { Described } from './section.ts';

/** What a policy limits, in a line: "N1: 3 tentativas ou 2h · N2: 5 tentativas". */
export function limitsText(policy: Pick<AttemptPolicy, 'tiers'>, say: Say): string {
  const texts = TIERS.flatMap((tier) => {
    const text = limitText(policy, tier, say);
    return text === null ? [] : [`${tierName(tier)}: ${text}`];
  });
  return texts.length === 0 ? say('attemptPolicy.nothing') : texts.join(' · ');
}

function limitText({ tiers }: Pick<AttemptPolicy, 'tiers'>, tier: 1 | 2 | 3, say: Say): string | null {
  const { mostAttempts = null, mostMs = null } = tiers[`${tier}`] ?? {};
  const count = mostAttempts === null ? null : say('attemptPolicy.count', { count: mostAttempts });
  const time = mostMs === null ? null : formatDuration(mostMs);
  if (count !== null && time !== null) return say('attemptPolicy.or', { count, time });
  return count ?? time;
}

/** Which tickets a policy is for, in a line. */
export function matchText(
  { categoryIds, priorities }: Pick<AttemptPolicy, 'categoryIds' | 'priorities'>,
  { categories }: Workspace,
  say: Say,
): string {
  const parts = [
    categoryIds.map((id) => categories.get(id)?.name ?? say('routing.unknownCategory')).join(', '),
    priorities.join(', '),
  ].filter((part) => part !== '');
  return parts.length === 0 ? say('attemptPolicy.everything') : parts.join(' · ');
}

/** All fields of a policy in words, those that are there: a line of the audit has some of them. */
export function describeAttemptPolicy(
  row: { readonly [Field in keyof AttemptPolicy]?: AttemptPolicy[Field] | undefined },
  workspace: Workspace,
  say: Say,
): readonly Described[] {
  const { name, position, tiers, calendarId, isPerStay, isActive } = row;
  const yes = (is: boolean): string => say(is ? 'admin.yes' : 'admin.no');
  const lines: (Described | null)[] = [
    name === undefined ? null : { name: 'name', label: say('attemptPolicy.name'), value: name },
    position === undefined ? null : { name: 'position', label: say('admin.field.position'), value: String(position) },
    ...TIERS.map((tier): Described | null =>
      tiers === undefined
        ? null
        : {
            name: `tiers.${tier}`,
            label: tierName(tier),
            value: limitText({ tiers }, tier, say) ?? say('attemptPolicy.noLimit'),
          },
    ),
    calendarId === undefined
      ? null
      : {
          name: 'calendarId',
          label: say('attemptPolicy.calendar'),
          value:
            calendarId === null
              ? say('attemptPolicy.wallClock')
              : (workspace.calendarRows.get(calendarId)?.name ?? calendarId),
        },
    isPerStay === undefined
      ? null
      : { name: 'isPerStay', label: say('attemptPolicy.isPerStay'), value: yes(isPerStay) },
    row.categoryIds === undefined
      ? null
      : {
          name: 'categoryIds',
          label: say('attemptPolicy.categories'),
          value: matchText({ categoryIds: row.categoryIds, priorities: [] }, workspace, say),
        },
    row.priorities === undefined
      ? null
      : {
          name: 'priorities',
          label: say('attemptPolicy.priorities'),
          value: matchText({ categoryIds: [], priorities: row.priorities }, workspace, say),
        },
    isActive === undefined ? null : { name: 'isActive', label: say('attemptPolicy.active'), value: yes(isActive) },
  ];
  return lines.filter((line) => line !== null);
}
