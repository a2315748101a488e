import type { User } from '../../shared/domain/workspace.ts';
import type { SystemMutation } from '../sync/apply.ts';
import { PEOPLE, type QueueKey } from './people.ts';
import type { Plot } from './plots.ts';
import { sampleId } from './sample-id.ts';

/** A ticket of the sample with what happened to it, who has it, and who had sent it up. */
export type ToldTicket = {
  readonly createdAtMs: number;
  readonly mutations: readonly SystemMutation[];
  readonly plot: Plot;
  readonly agent: User;
  readonly sender: User | null;
  readonly queue: QueueKey;
};

const BOUNCED = 3;
const CALLED = 3;

/**
 * What happened since on a few tickets that are at work: some went back to the first line and came up again, and on some
 * a supervisor was called. They are where they were, with who had them, and nothing is drawn for it, so that all other
 * tickets are as they would be without.
 */
export function afterwards(tickets: readonly ToldTicket[], nowMs: number): readonly ToldTicket[] {
  const isAtWork = ({ plot, mutations }: ToldTicket): boolean =>
    plot.isOpen && plot.clock === 'resolution' && mutations.at(-1)?.name !== 'ticket.setStatus';
  const bounced = new Set(tickets.filter((each) => isAtWork(each) && each.plot.tier === 2).slice(0, BOUNCED));
  const called = tickets.filter((each) => isAtWork(each) && each.plot.tier === 1).slice(0, CALLED);
  return tickets.map((each) => {
    const calledAs = called.indexOf(each);
    const more = bounced.has(each) ? bounce(each) : calledAs === -1 ? [] : call(each, calledAs === 0);
    return more.length === 0 ? each : { ...each, mutations: [...each.mutations, ...timed(each, more, nowMs)] };
  });
}

type Step = { readonly name: string; readonly args: Readonly<Record<string, unknown>>; readonly actor: User };

/** Back to who had sent it, and up again with the same form. */
function bounce({ mutations, agent, sender }: ToldTicket): readonly Step[] {
  const escalation = mutations.find(({ name }) => name === 'ticket.escalate');
  const created = mutations[0];
  if (escalation === undefined || created === undefined || sender === null) return [];
  const { ticketId, toQueueId } = argsOf(escalation);
  const [backId, againId] = [sampleId(`back:${String(ticketId)}`), sampleId(`again:${String(ticketId)}`)];
  const back = {
    ticketId,
    handoverId: backId,
    toQueueId: argsOf(created)['queueId'],
    reason: 'Falta o teste com o cliente: sem ele não dá para separar a rede do equipamento.',
    missing: ['Tentativas do N1', 'Evidência (print, foto, log)'],
  };
  return [
    { name: 'ticket.return', args: back, actor: agent },
    { name: 'ticket.accept', args: { ticketId, handoverId: backId }, actor: sender },
    { name: 'ticket.escalate', args: { ...argsOf(escalation), handoverId: againId, toQueueId }, actor: sender },
    { name: 'ticket.accept', args: { ticketId, handoverId: againId }, actor: agent },
  ];
}

/** A supervisor is called, and on one ticket has answered. */
function call({ mutations, agent }: ToldTicket, isAnswered: boolean): readonly Step[] {
  const created = mutations[0];
  const supervisor = PEOPLE.find(({ role }) => role === 'supervisor');
  if (created === undefined || supervisor === undefined) return [];
  const { ticketId } = argsOf(created);
  const callId = sampleId(`call:${String(ticketId)}`);
  const reason = 'O cliente diz que vai cancelar o contrato e pede para falar com quem decide.';
  const asked = 'Autorizar um mês de desconto ou falar com ele.';
  const answer = 'Pode oferecer um mês de desconto. Se não bastar, ligo para ele à tarde.';
  return [
    { name: 'ticket.callSupervisor', args: { ticketId, callId, reason, asked }, actor: agent },
    ...(isAnswered ? [{ name: 'ticket.answerCall', args: { ticketId, callId, answer }, actor: supervisor }] : []),
  ];
}

function argsOf({ args }: SystemMutation): Readonly<Record<string, unknown>> {
  return typeof args === 'object' && args !== null ? { ...args } : {};
}

/** Spread over the time from the last event until now. */
function timed({ mutations }: ToldTicket, steps: readonly Step[], nowMs: number): SystemMutation[] {
  const lastMs = mutations.at(-1)?.performedAtMs ?? nowMs;
  return steps.map((step, index) => {
    const atMs = Math.round(lastMs + ((nowMs - lastMs) * (index + 1)) / (steps.length + 1));
    return { ...step, performedAtMs: atMs, receivedAtMs: atMs };
  });
}
