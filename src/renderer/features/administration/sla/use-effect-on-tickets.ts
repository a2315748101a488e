import { useEffect, useRef, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { withVersions } from '../../../../shared/mutations/sla-versions.ts';
import { calendarSource } from '../../../../shared/sla/calendar-source.ts';
import type { SlaRules } from '../../../../shared/sla/effect.ts';
import type { CalendarRow, Policy } from '../../../../shared/sla/policy.ts';
import { signedInConsole } from '../../../db/current-console.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { type Effect, measureEffect } from './measure-effect.ts';

/**
 * A policy or a calendar as it is typed, null where that cannot be counted with, and as it was saved, null where it is
 * new.
 */
export type SlaDraft = { readonly isChanged: boolean } & (
  | { readonly kind: 'policy'; readonly row: Policy | null; readonly base: Policy | null }
  | { readonly kind: 'calendar'; readonly row: CalendarRow | null; readonly base: CalendarRow | null }
);

/** `unchanged`: nothing has been typed. `unready`: what is typed cannot be counted with. */
export type EffectState =
  | { readonly kind: 'unchanged' | 'unready' | 'counting' }
  | { readonly kind: 'counted'; readonly effect: Effect };

/** What was worked out last, for the form's foot too. */
export const useEffectStore = create<{ readonly state: EffectState }>()(() => ({ state: { kind: 'unchanged' } }));

/** What is typed is counted with once it has stood so long. */
const QUIET_MS = 300;

/** Works out what becomes of the open tickets of this machine when what is typed is saved; renewed as it changes. */
export function useEffectOnTickets(draft: SlaDraft, workspace: Workspace): EffectState {
  const { openTickets } = signedInConsole();
  const records = useSyncExternalStore(openTickets.subscribe, openTickets.get);
  const latest = useRef({ draft, workspace, records });
  useEffect(() => {
    latest.current = { draft, workspace, records };
  });
  const isReady = records !== null;
  const { isChanged } = draft;
  const typed = JSON.stringify(draft.row);
  const saved = JSON.stringify(draft.base);
  useEffect(() => {
    const show = (state: EffectState): void => useEffectStore.setState({ state });
    if (!isChanged || typed === saved) return show({ kind: 'unchanged' });
    if (typed === 'null') return show({ kind: 'unready' });
    if (!isReady) return undefined;
    const abort = new AbortController();
    const count = async (): Promise<void> => {
      const now = latest.current;
      show({ kind: 'counting' });
      const tickets = (now.records ?? []).map(({ row }) => row);
      const { before, after, asOfMs } = rulesOf(now.draft, now.workspace, currentNowMs());
      const effect = await measureEffect(tickets, before, after, asOfMs, abort.signal);
      if (effect !== null && !abort.signal.aborted) show({ kind: 'counted', effect });
    };
    const timer = setTimeout(() => void count(), QUIET_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [isChanged, typed, saved, isReady]);
  useEffect(() => () => useEffectStore.setState({ state: { kind: 'unchanged' } }), []);
  return useEffectStore(({ state }) => state);
}

type Change = { readonly before: SlaRules; readonly after: SlaRules; readonly asOfMs: number };

/** The rules as they are and as they would be, and the instant from which they would. */
function rulesOf(draft: SlaDraft, { policies, calendarRows }: Workspace, nowMs: number): Change {
  const at = { performedAtMs: nowMs, receivedAtMs: nowMs };
  const calendars = [...calendarRows.values()];
  const change =
    draft.kind === 'policy'
      ? {
          before: { policies: withRow(policies, draft.base), calendars },
          after: { policies: withRow(policies, versioned('policy', draft, at)), calendars },
        }
      : {
          before: { policies, calendars: withRow(calendars, draft.base) },
          after: { policies, calendars: withRow(calendars, versioned('calendar', draft, at)) },
        };
  return {
    before: { policies: change.before.policies, calendars: calendarSource(change.before.calendars) },
    after: { policies: change.after.policies, calendars: calendarSource(change.after.calendars) },
    asOfMs: Math.max(nowMs, draft.row?.effectiveFromMs ?? nowMs),
  };
}

/** The rules before and after several policies are saved at once, and the instant of it: when they are put in another order. */
export function rulesOfMove(
  moved: readonly Policy[],
  bases: readonly Policy[],
  { policies, calendarRows }: Workspace,
  nowMs: number,
): Change {
  const at = { performedAtMs: nowMs, receivedAtMs: nowMs };
  const calendars = calendarSource([...calendarRows.values()]);
  const before = bases.reduce<readonly Policy[]>(withRow, policies);
  const after = moved.reduce<readonly Policy[]>(
    (rows, row) => withRow(rows, versioned('policy', { row, base: bases.find(({ id }) => id === row.id) ?? null }, at)),
    before,
  );
  return { before: { policies: before, calendars }, after: { policies: after, calendars }, asOfMs: nowMs };
}

function versioned<K extends 'policy' | 'calendar'>(
  kind: K,
  { row, base }: { readonly row: Parameters<typeof withVersions<K>>[2] | null; readonly base: typeof row },
  at: { readonly performedAtMs: number; readonly receivedAtMs: number },
): typeof row {
  return row === null ? null : withVersions(kind, base ?? undefined, row, at);
}

function withRow<Row extends { readonly id: string }>(rows: readonly Row[], row: Row | null): readonly Row[] {
  return row === null ? rows : [...rows.filter(({ id }) => id !== row.id), row];
}
