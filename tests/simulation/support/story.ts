import { people } from '../../support/workspace.ts';
import type { ActOutcome, Machine, SyncOutcome } from './machine.ts';
import { AGENTS, type Deed, type Step } from './schedule.ts';

const NAMES = ['Ana', 'Bruno', 'Carla', 'Sônia'] as const;
const VIEWS = ['what they had', 'no queue', 'N1 and N2', 'N2 and N3', 'everything, as a supervisor', 'one other queue'];

/** What an agent of a schedule is called in its story. */
export function nameOf(agent: number): string {
  return NAMES[agent] ?? `agent ${agent}`;
}

/** A length of time as one says it. */
export function sayMs(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const days = Math.floor(minutes / 1_440);
  const text =
    days > 0 ? `${days} d` : minutes >= 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes} min`;
  return `${ms < 0 ? '-' : '+'}${text}`;
}

/** Who, at which clock and in which window. */
export function sayWho({ name, skewMs }: Machine, window = 0): string {
  const notes = [...(window === 0 ? [] : ['second window']), ...(skewMs === 0 ? [] : [`clock ${sayMs(skewMs)}`])];
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}

/** What came of an action. */
export function sayAct(action: string, outcome: ActOutcome): string {
  switch (outcome.kind) {
    case 'impossible':
      return `wants to ${action}, and sees no ticket`;
    case 'killed':
      return `is killed while doing ${action}`;
    case 'refused':
      return `tries ${action}: refused here (${outcome.code})`;
    case 'kept':
      return `does ${outcome.name} on ${shortId(outcome.ticketId)}: kept as ${outcome.seq}`;
  }
}

/** What came of taking an action back. */
export function sayUndo(outcome: ActOutcome): string {
  if (outcome.kind === 'kept') return `takes ${outcome.name} (${outcome.seq}) back`;
  return sayAct('take something back', outcome);
}

/** What came of a round of sync. */
export function saySync({ push, pull }: Extract<Step, { kind: 'sync' }>, outcome: SyncOutcome): string {
  const network = push === 'none' && pull === 'none' ? '' : ` (push: ${push}, pull: ${pull})`;
  return `syncs${network}: ${outcome}`;
}

/** Something others do. */
export function sayDeed(deed: Deed): string {
  if (deed.kind === 'customer') return 'a customer writes';
  if (deed.kind === 'program') return `a program or an administrator does ${deed.move}`;
  return `${nameOf(deed.agent)} (${people[AGENTS[deed.agent] ?? 'n1'].role}) is given ${VIEWS[deed.view] ?? ''}`;
}

/** The end of an id, enough to tell tickets apart. */
export function shortId(id: string): string {
  return `…${id.slice(-4)}`;
}
