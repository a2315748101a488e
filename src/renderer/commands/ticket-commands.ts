import { standingPromise } from '../../shared/domain/promise.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import { MAX_SUBTICKET_DEPTH } from '../../shared/domain/subticket.ts';
import { openVendorCases } from '../../shared/domain/vendor.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { owesResponse } from '../../shared/mutations/response.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import { ticketClocks } from '../db/clocks.ts';
import { type ComposerMode, useComposerStore } from '../stores/composer-store.ts';
import { useDeadlineStore } from '../stores/deadline-store.ts';
import { type DialogKind, useDialogStore } from '../stores/dialog-store.ts';
import type { Command, CommandContext, WhyNot } from './command.ts';
import { chooseMacro, whyNotMacro } from './macros.ts';
import { openInWindow } from './open-in-window.ts';
import { perform } from './perform.ts';
import { whyNotAssign } from './why-not-assign.ts';
import {
  whyNotAccept,
  whyNotAnswerCall,
  whyNotCallSupervisor,
  whyNotAllowAttempts,
  whyNotClaim,
  whyNotEscalate,
  whyNotNote,
  whyNotOpen,
  whyNotRelease,
  whyNotReply,
  whyNotReturn,
  whyNotWithdrawEscalation,
  whyNotWorkable,
  whyNoTicket,
} from './why-not.ts';

/** A command that carries out an action at once, without asking anything. */
function act(name: string, done: MessageKey, extra: (context: CommandContext) => object = () => ({})): Command['run'] {
  return (context) => {
    if (context.ticket === null) return;
    void perform(name, { ticketId: context.ticket.id, ...extra(context) }, context.workspace, done);
  };
}

/** A command that puts the focus where a message is written. */
function write(mode: ComposerMode): Command['run'] {
  return ({ ticket }) => {
    if (ticket !== null) useComposerStore.getState().write(ticket.id, mode);
  };
}

/** A command that opens a dialog on the chosen ticket. */
function ask(kind: DialogKind): Command['run'] {
  return ({ ticket }) => useDialogStore.getState().show(kind, ticket?.id ?? null);
}

function whyNotClose(context: CommandContext): WhyNot | null {
  return whyNotWorkable(context) ?? (context.ticket?.status === 'resolved' ? null : { key: 'why.notResolved' });
}

function whyNotNoReply(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  if (closed !== null || context.ticket === null) return closed;
  return owesResponse(context.ticket) ? null : { key: 'why.noReplyDue' };
}

function whyNotKeepPromise(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  if (closed !== null || context.ticket === null) return closed;
  return standingPromise(context.ticket) === null ? { key: 'why.noPromise' } : null;
}

function whyNotSubticket(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if ((ticket.parent?.depth ?? 0) >= MAX_SUBTICKET_DEPTH) return { key: 'why.deepest' };
  return workspace.queues.some(({ id }) => id !== ticket.queueId) ? null : { key: 'why.noOtherQueue' };
}

function whyNotVendor(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  return workspace.vendors.length === 0 && openVendorCases(ticket).length === 0 ? { key: 'why.noVendor' } : null;
}

function whyNotExplained({ ticket, workspace }: CommandContext): WhyNot | null {
  if (ticket === null) return { key: 'why.noTicket' };
  if (workspace === null) return { key: 'why.loading' };
  return ticketClocks(ticket, workspace, backendNowMs()).length === 0 ? { key: 'why.noClock' } : null;
}

function whyNotReopen(context: CommandContext): WhyNot | null {
  const unworkable = whyNotWorkable(context);
  if (unworkable !== null || context.ticket === null) return unworkable;
  return hasEnded(context.ticket.status) ? null : { key: 'why.notEnded' };
}

/** What is done on the chosen ticket, by id, for the buttons that name one. */
export const ticketCommands = {
  claim: {
    id: 'ticket.claim',
    labelKey: 'command.ticket.claim',
    group: 'work',
    chords: ['c'],
    whyNot: whyNotClaim,
    run: act('ticket.claim', 'toast.claimed'),
  },
  accept: {
    id: 'ticket.accept',
    labelKey: 'command.ticket.accept',
    group: 'work',
    chords: ['a'],
    whyNot: whyNotAccept,
    run: act('ticket.accept', 'toast.accepted', ({ ticket }) => ({ handoverId: ticket?.pendingHandoverId ?? '' })),
  },
  reply: {
    id: 'ticket.reply',
    labelKey: 'command.ticket.reply',
    group: 'work',
    chords: ['r'],
    whyNot: whyNotReply,
    run: write('reply'),
  },
  note: {
    id: 'ticket.note',
    labelKey: 'command.ticket.note',
    group: 'work',
    chords: ['n'],
    whyNot: whyNotNote,
    run: write('note'),
  },
  attempt: {
    id: 'ticket.attempt',
    labelKey: 'command.ticket.attempt',
    group: 'work',
    chords: ['t'],
    whyNot: whyNotOpen,
    run({ ticket }) {
      if (ticket !== null) useComposerStore.getState().logAttempt(ticket.id);
    },
  },
  allowAttempts: {
    id: 'ticket.allowAttempts',
    labelKey: 'command.ticket.allowAttempts',
    group: 'work',
    chords: [],
    whyNot: whyNotAllowAttempts,
    run: ask('allowAttempts'),
  },
  status: {
    id: 'ticket.status',
    labelKey: 'command.ticket.status',
    group: 'work',
    chords: ['s'],
    whyNot: whyNotOpen,
    run: ask('status'),
  },
  macro: {
    id: 'ticket.macro',
    labelKey: 'command.ticket.macro',
    group: 'work',
    chords: ['m'],
    whyNot: whyNotMacro,
    run: chooseMacro,
  },
  noReply: {
    id: 'ticket.noReply',
    labelKey: 'command.ticket.noReply',
    group: 'work',
    chords: ['q'],
    whyNot: whyNotNoReply,
    run: act('ticket.noReplyNeeded', 'toast.noReply', ({ ticket }) => ({
      lastSeenMessageId: ticket?.lastMessageId ?? null,
    })),
  },
  reclassify: {
    id: 'ticket.reclassify',
    labelKey: 'command.ticket.reclassify',
    group: 'work',
    chords: ['l'],
    whyNot: whyNotOpen,
    run: ask('reclassify'),
  },
  priority: {
    id: 'ticket.priority',
    labelKey: 'command.ticket.priority',
    group: 'work',
    chords: [],
    whyNot: whyNotOpen,
    run: ask('priority'),
  },
  promise: {
    id: 'ticket.promise',
    labelKey: 'command.ticket.promise',
    group: 'work',
    chords: ['w'],
    whyNot: whyNotOpen,
    run: ask('promise'),
  },
  keepPromise: {
    id: 'ticket.keepPromise',
    labelKey: 'command.ticket.keepPromise',
    group: 'work',
    chords: [],
    whyNot: whyNotKeepPromise,
    run: act('ticket.keepPromise', 'toast.promiseKept', ({ ticket }) => ({
      promiseId: ticket === null ? '' : (standingPromise(ticket)?.id ?? ''),
    })),
  },
  subticket: {
    id: 'ticket.subticket',
    labelKey: 'command.ticket.subticket',
    group: 'pass',
    chords: ['b'],
    whyNot: whyNotSubticket,
    run: ask('subticket'),
  },
  vendor: {
    id: 'ticket.vendor',
    labelKey: 'command.ticket.vendor',
    group: 'pass',
    chords: ['z'],
    whyNot: whyNotVendor,
    run: ask('vendor'),
  },
  deadline: {
    id: 'ticket.deadline',
    labelKey: 'command.ticket.deadline',
    group: 'work',
    chords: ['p'],
    whyNot: whyNotExplained,
    run({ ticket }) {
      if (ticket !== null) useDeadlineStore.getState().explain(ticket.id, null);
    },
  },
  escalate: {
    id: 'ticket.escalate',
    labelKey: 'command.ticket.escalate',
    group: 'pass',
    chords: ['e'],
    whyNot: whyNotEscalate,
    run: ask('escalate'),
  },
  return: {
    id: 'ticket.return',
    labelKey: 'command.ticket.return',
    group: 'pass',
    chords: ['d'],
    whyNot: whyNotReturn,
    run: ask('return'),
  },
  withdrawEscalation: {
    id: 'ticket.withdrawEscalation',
    labelKey: 'command.ticket.withdrawEscalation',
    group: 'pass',
    chords: [],
    whyNot: whyNotWithdrawEscalation,
    run: act('ticket.withdrawEscalation', 'toast.withdrawn', ({ ticket }) => ({
      handoverId: ticket?.pendingHandoverId ?? '',
    })),
  },
  callSupervisor: {
    id: 'ticket.callSupervisor',
    labelKey: 'command.ticket.callSupervisor',
    group: 'pass',
    chords: ['h'],
    whyNot: whyNotCallSupervisor,
    run: ask('callSupervisor'),
  },
  answerCall: {
    id: 'ticket.answerCall',
    labelKey: 'command.ticket.answerCall',
    group: 'pass',
    chords: ['y'],
    whyNot: whyNotAnswerCall,
    run: ask('answerCall'),
  },
  resolve: {
    id: 'ticket.resolve',
    labelKey: 'command.ticket.resolve',
    group: 'work',
    chords: ['f'],
    whyNot: whyNotOpen,
    run: ask('resolve'),
  },
  assign: {
    id: 'ticket.assign',
    labelKey: 'command.ticket.assign',
    group: 'pass',
    chords: ['i'],
    whyNot: whyNotAssign,
    run: ask('assign'),
  },
  release: {
    id: 'ticket.release',
    labelKey: 'command.ticket.release',
    group: 'pass',
    chords: ['u'],
    whyNot: whyNotRelease,
    run: act('ticket.release', 'toast.released'),
  },
  reopen: {
    id: 'ticket.reopen',
    labelKey: 'command.ticket.reopen',
    group: 'work',
    chords: [],
    whyNot: whyNotReopen,
    run: ask('reopen'),
  },
  close: {
    id: 'ticket.close',
    labelKey: 'command.ticket.close',
    group: 'work',
    chords: [],
    whyNot: whyNotClose,
    run: act('ticket.close', 'toast.closed'),
  },
  cancel: {
    id: 'ticket.cancel',
    labelKey: 'command.ticket.cancel',
    group: 'work',
    chords: [],
    whyNot: whyNotOpen,
    run: ask('cancel'),
  },
  ownWindow: {
    id: 'ticket.ownWindow',
    labelKey: 'command.ticket.ownWindow',
    group: 'move',
    chords: ['o'],
    windows: ['console'],
    whyNot: ({ ticket }) => (ticket === null ? whyNoTicket() : null),
    run({ ticket }) {
      if (ticket !== null) openInWindow({ kind: 'ticket', ticketId: ticket.id });
    },
  },
} as const satisfies Readonly<Record<string, Command>>;
