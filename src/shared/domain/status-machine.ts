import { type Status, STATUSES, type WorkingStatus, WORKING_STATUSES } from './status.ts';

/** From which states an action is allowed, and the state that it leaves the ticket in. A state that is not there refuses it. */
export type Transitions = Readonly<Partial<Record<Status, Status>>>;

/** What one action does to a ticket's status. */
export type StatusRow = {
  readonly people: Transitions;
  /** For programs of the system where they may do other than people: they bring in history as it was. */
  readonly programs: Transitions;
};

const WAITING: readonly Status[] = ['waiting_customer', 'waiting_vendor', 'waiting_change'];
const OPEN: readonly Status[] = STATUSES.filter((status) => !['resolved', 'closed', 'cancelled'].includes(status));
const ENDED: readonly Status[] = ['resolved', 'closed', 'cancelled'];

/** Leaves each of these as it is. */
const staying = (states: readonly Status[]): Transitions => Object.fromEntries(states.map((state) => [state, state]));
/** Leads from each of these to one. */
const leading = (states: readonly Status[], to: Status): Transitions =>
  Object.fromEntries(states.map((state) => [state, to]));
const alike = (transitions: Transitions): StatusRow => ({ people: transitions, programs: transitions });
/** While there is work; a program may also do it to what has ended, which stays ended. */
const atWork = (transitions: Transitions): StatusRow => ({
  people: transitions,
  programs: { ...transitions, ...staying(ENDED) },
});

/** What is done to a ticket in any state and is no step of its work. */
const ANYWHERE = alike(staying(STATUSES));
/** What is work, and leaves the status as it is. */
const WORK = atWork(staying(OPEN));
/** Who takes a new ticket has begun its work. */
const TAKING = atWork({ ...staying(OPEN), new: 'open' });
/** What goes into a queue waits there for somebody, and for nothing else. */
const INTO_A_QUEUE = atWork(leading(OPEN, 'open'));

const settingTo = (to: WorkingStatus): StatusRow =>
  alike(
    leading(
      OPEN.filter((from) => from !== to),
      to,
    ),
  );

/**
 * The status machine: every action on a ticket by its wire name (`ticket.setStatus` by the status it sets, too), and for
 * each state the next one. What is not in it is refused as `conflict.status`, by the rules on both sides, which read it
 * here. Whether the actor may act, whose the ticket is and what an action needs beside the status are other questions.
 */
export const STATUS_MACHINE = {
  'ticket.claim': TAKING,
  'ticket.accept': TAKING,
  'ticket.assign': TAKING,
  'ticket.release': INTO_A_QUEUE,
  'ticket.escalate': INTO_A_QUEUE,
  'ticket.return': INTO_A_QUEUE,
  'ticket.withdrawEscalation': INTO_A_QUEUE,
  'ticket.completeHandover': ANYWHERE,
  'ticket.callSupervisor': WORK,
  'ticket.answerCall': ANYWHERE,
  'ticket.reply': WORK,
  'ticket.logAttempt': WORK,
  'ticket.allowAttempts': WORK,
  'ticket.setPriority': WORK,
  // Where a rule leads it to another queue, it goes into that as an escalation does.
  'ticket.reclassify': WORK,
  'ticket.promise': WORK,
  'ticket.keepPromise': WORK,
  'ticket.openSubticket': WORK,
  // They go on over the end of their parent, and so does this. What it does to the subticket is in its own rule.
  'ticket.withdrawSubticket': ANYWHERE,
  'ticket.openVendorCase': WORK,
  'ticket.openVendorCase:waiting': atWork(leading(OPEN, 'waiting_vendor')),
  'ticket.setVendorReference': WORK,
  // What ends a wait for a vendor sets the ticket at work beside, as by hand.
  'ticket.answerVendorCase': WORK,
  'ticket.withdrawVendorCase': WORK,
  'ticket.noReplyNeeded': WORK,
  'ticket.note': ANYWHERE,
  'ticket.recordExternal': ANYWHERE,
  'ticket.attachmentStored': ANYWHERE,
  'ticket.slaStep': ANYWHERE,
  'alert.acknowledge': ANYWHERE,
  'alert.snooze': ANYWHERE,
  'ticket.followUp:remind': alike(staying(WAITING)),
  'ticket.receive': alike({ ...staying(OPEN), waiting_customer: 'open', ...leading(ENDED, 'open') }),
  'ticket.setStatus:open': settingTo('open'),
  'ticket.setStatus:waiting_customer': settingTo('waiting_customer'),
  'ticket.setStatus:waiting_vendor': settingTo('waiting_vendor'),
  'ticket.setStatus:waiting_change': settingTo('waiting_change'),
  'ticket.setStatus:scheduled': settingTo('scheduled'),
  'ticket.resolve': alike(leading(OPEN, 'resolved')),
  'ticket.close': alike({ resolved: 'closed' }),
  'ticket.cancel': alike(leading(OPEN, 'cancelled')),
  'ticket.reopen': alike(leading(ENDED, 'open')),
} as const satisfies Readonly<Record<string, StatusRow>>;
export type StatusAction = keyof typeof STATUS_MACHINE;

export const STATUS_ACTIONS: readonly StatusAction[] = Object.keys(STATUS_MACHINE).filter(isStatusAction);

/** The action that sets a status by hand, as the machine names it. */
export function settingOf(status: WorkingStatus): StatusAction {
  return `ticket.setStatus:${status}`;
}

/** Whether the machine has a row for an action of this name. */
export function isStatusAction(name: string): name is StatusAction {
  return Object.hasOwn(STATUS_MACHINE, name);
}

/** The state that an action leaves a ticket in that is in `status`; null where it is refused. */
export function nextStatus(action: StatusAction, status: Status, isProgram: boolean): Status | null {
  const row: StatusRow = STATUS_MACHINE[action];
  return (isProgram ? row.programs : row.people)[status] ?? null;
}

/** The states that somebody may set by hand from this one. */
export function settableFrom(status: Status): readonly WorkingStatus[] {
  return WORKING_STATUSES.filter((to) => nextStatus(settingOf(to), status, false) !== null);
}
