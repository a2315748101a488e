import { describe, expect, test } from 'vitest';
import { aPolicy, HOUR_MS, MINUTE_MS } from '../../../../../tests/support/sla-fixture.ts';
import { policySchema } from '../../../../shared/sla/policy.ts';
import {
  formPolicy,
  parseDurations,
  parsePercents,
  savedPolicy,
  supervisorSteps,
  withCustomerTarget,
  withPause,
  withTier,
} from './policy-edits.ts';

describe('an edit of a policy', () => {
  test('sets a target, and leaves no trace of a priority or a tier whose last one is taken out', () => {
    const set = withCustomerTarget({}, 'P2', 'resolutionMs', HOUR_MS);
    expect(set).toEqual({ P2: { resolutionMs: HOUR_MS } });
    expect(withCustomerTarget(set, 'P2', 'resolutionMs', undefined)).toEqual({});
    const tier = withTier({}, '3', 'workMs', HOUR_MS);
    expect(withTier(withTier(tier, '3', 'calendarId', 'x'), '3', 'workMs', undefined)).toEqual({
      3: { calendarId: 'x' },
    });
    expect(withTier(tier, '3', 'workMs', undefined)).toEqual({});
  });

  test('puts a pause in and takes it out, in one order whichever came first', () => {
    const { pausedBy } = aPolicy();
    const both = withPause(withPause(pausedBy, 'work', 'vendor', true), 'work', 'customer', true);
    expect(both.work).toEqual(['customer', 'vendor']);
    expect(withPause(both, 'work', 'customer', false).work).toEqual(['vendor']);
  });

  test('that unticks every condition is for all tickets, not for none', () => {
    const policy = aPolicy({ match: { priorities: [], channels: ['chat'], categoryIds: [] }, warnBeforeMs: [] });
    const saved = savedPolicy({ ...policy, previous: [aPolicy()] });
    expect(saved).toEqual({ ...aPolicy(), match: { channels: ['chat'] } });
  });

  test('of which nothing has been typed is saved as it was', () => {
    const policies = [
      aPolicy(),
      aPolicy({ warnBeforeMs: [HOUR_MS], newBudgetPerStay: true, reopenWindowMs: 0, tellSupervisorsFrom: 80 }),
    ];
    for (const policy of policies) expect(savedPolicy(policySchema.parse(formPolicy(policy)))).toEqual(policy);
  });

  test('offers for supervisors the steps that it warns at, and the one that was chosen', () => {
    expect(supervisorSteps([90, 75, Number.NaN, 0, 101], 'breach')).toEqual([75, 90]);
    expect(supervisorSteps([75], 80)).toEqual([75, 80]);
    expect(supervisorSteps([], 'never')).toEqual([]);
  });

  test('reads lists as they are typed; what is none of them is refused by the schema, naming its place', () => {
    expect(parsePercents('75, 90 %;100')).toEqual([75, 90, 100]);
    expect(parseDurations('2h, 30min', null)).toEqual([2 * HOUR_MS, 30 * MINUTE_MS]);
    expect(parsePercents(' , ')).toEqual([]);
    const checked = policySchema.safeParse(aPolicy({ warnAtPercent: parsePercents('75, much') }));
    expect(checked.error?.issues[0]?.path).toEqual(['warnAtPercent', 1]);
  });
});
