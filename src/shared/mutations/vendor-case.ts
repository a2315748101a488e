import { z } from 'zod';
import type { Ticket } from '../domain/ticket.ts';
import { LONGEST_WAIT_MS, MAX_VENDOR_CASES, openVendorCases, type VendorCase } from '../domain/vendor.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Refusal, Rows } from './mutation.ts';
import { withStatus } from './steps.ts';
import { type OnTicket, ticketArgs, ticketMutation } from './ticket-mutation.ts';

const referenceSchema = z.string().trim().min(1).max(80);

/**
 * Refers a ticket to a vendor: what is asked, under which contract, and when the answer is expected. With `isWaiting` the
 * ticket waits for the vendor from then on, and its clocks stand or not as the policy says. Refused as `not_found` for an
 * unknown vendor, `conflict.vendor_case_open` when that vendor has an open case on the ticket, `limit` after 50 cases, and
 * `validation` when the answer would be expected before it is asked for, or after a year. A vendor that was taken out of use
 * meanwhile has been asked all the same.
 */
export const openVendorCase = ticketMutation({
  name: 'ticket.openVendorCase',
  args: z.object({
    ...ticketArgs,
    caseId: z.uuid(),
    vendorId: z.uuid(),
    contract: z.string().trim().max(80),
    reference: referenceSchema.nullable(),
    asked: z.string().trim().min(3).max(4_000),
    expectedAtMs: z.int().nullable(),
    isWaiting: z.boolean(),
  }),
  does: ({ isWaiting }) => (isWaiting ? 'ticket.openVendorCase:waiting' : 'ticket.openVendorCase'),
  adds: ({ caseId }) => ({ kind: 'vendorCase', id: caseId }),
  workspace: ({ vendorId }) => [{ kind: 'vendor', id: vendorId }],
  rule(on, { caseId, vendorId, contract, reference, asked, expectedAtMs, isWaiting }) {
    const { rows, ticket, atMs, context, next, done } = on;
    const vendor = rows.workspace('vendor', vendorId);
    if (vendor === undefined) return { code: 'not_found', message: `no vendor ${vendorId}` };
    const cases = ticket.vendorCases ?? [];
    const open = openVendorCases(ticket).find((one) => one.vendorId === vendorId);
    if (open !== undefined) {
      const details = { vendor: open.vendorName, atMs: open.openedAtMs };
      return { code: 'conflict.vendor_case_open', message: `${open.vendorName} has an open case already`, details };
    }
    if (cases.length >= MAX_VENDOR_CASES) return { code: 'limit', message: 'the ticket has too many vendor cases' };
    // Each begins at an instant of its own, by which the steps of its clock are told apart.
    const openedAtMs = Math.max(atMs, ...cases.map((one) => one.openedAtMs + 1));
    if (expectedAtMs !== null && (expectedAtMs <= openedAtMs || expectedAtMs - openedAtMs > LONGEST_WAIT_MS)) {
      const details = { path: 'expectedAtMs' };
      return { code: 'validation', message: 'an answer is expected after it is asked for, within a year', details };
    }
    const fields = { vendorId, contract, reference, asked, expectedAtMs, openedById: context.actor.id, openedAtMs };
    const unsettled = { state: 'open', outcome: null, settledById: null, settledAtMs: null } as const;
    rows.putPart('vendorCase', { id: caseId, ticketId: ticket.id, ...fields, ...unsettled });
    const waiting = withStatus(ticket, next, atMs);
    const brief = {
      id: caseId,
      vendorId,
      vendorName: vendor.name,
      openedAtMs,
      expectedAtMs,
      isWaiting: waiting.status === 'waiting_vendor',
      endedAtMs: null,
    };
    return done({ ...waiting, vendorCases: [...cases, brief] }, 'vendor_opened', {
      caseId,
      vendor: vendor.name,
      reference,
      isWaiting,
    });
  },
});

/**
 * Writes down the vendor's own number of a case, settled or not. Refused as `conflict.changed` when somebody else has
 * written another meanwhile.
 */
export const setVendorReference = ticketMutation({
  name: 'ticket.setVendorReference',
  args: z.object({
    ...ticketArgs,
    caseId: z.uuid(),
    reference: referenceSchema,
    /** What it was when its author saw it. */
    was: z.string().nullable(),
  }),
  reads: ({ caseId }) => [{ kind: 'vendorCase', id: caseId }],
  rule({ rows, ticket, done }, { caseId, reference, was }) {
    const found = caseOf(rows, ticket, caseId);
    if (!found.ok) return found.error;
    if (found.value.reference !== was && found.value.reference !== reference) {
      return { code: 'conflict.changed', message: `the reference is ${found.value.reference ?? 'none'} now` };
    }
    rows.putPart('vendorCase', { ...found.value, reference });
    return done(ticket, 'vendor_referenced', { caseId, vendor: vendorNameOf(ticket, caseId), reference });
  },
});

/**
 * Writes down what a vendor answered. A ticket that waited for it goes on. Refused as `conflict.vendor_case_settled` when
 * the case was answered or withdrawn already, with by whom and when.
 */
export const answerVendorCase = ticketMutation({
  name: 'ticket.answerVendorCase',
  args: z.object({ ...ticketArgs, caseId: z.uuid(), answer: z.string().trim().min(3).max(10_000) }),
  reads: ({ caseId }) => [{ kind: 'vendorCase', id: caseId }],
  rule: (on, { caseId, answer }) => settle(on, caseId, 'answered', answer),
});

/** Takes back what was asked of a vendor, with the reason. Refused and gone on as an answer. */
export const withdrawVendorCase = ticketMutation({
  name: 'ticket.withdrawVendorCase',
  args: z.object({ ...ticketArgs, caseId: z.uuid(), reason: z.string().trim().min(3).max(500) }),
  reads: ({ caseId }) => [{ kind: 'vendorCase', id: caseId }],
  rule: (on, { caseId, reason }) => settle(on, caseId, 'withdrawn', reason),
});

function settle(
  { rows, ticket, atMs, context, done }: OnTicket,
  caseId: string,
  state: 'answered' | 'withdrawn',
  outcome: string,
): Refusal | null {
  const found = caseOf(rows, ticket, caseId);
  if (!found.ok) return found.error;
  const { openedAtMs, expectedAtMs, settledById, settledAtMs } = found.value;
  if (found.value.state !== 'open') {
    const byName = settledById === null ? null : (rows.workspace('user', settledById)?.name ?? null);
    const details = { byName, atMs: settledAtMs, state: found.value.state };
    return { code: 'conflict.vendor_case_settled', message: `the case is ${found.value.state} already`, details };
  }
  const endedAtMs = Math.max(atMs, openedAtMs);
  rows.putPart('vendorCase', {
    ...found.value,
    state,
    outcome,
    settledById: context.actor.id,
    settledAtMs: endedAtMs,
  });
  const vendorCases = (ticket.vendorCases ?? []).map((one) => (one.id === caseId ? { ...one, endedAtMs } : one));
  const settled = { ...ticket, vendorCases };
  const waited = ticket.vendorCases?.find(({ id }) => id === caseId)?.isWaiting === true;
  const goesOn = waited && ticket.status === 'waiting_vendor' && !openVendorCases(settled).some((one) => one.isWaiting);
  const data = {
    caseId,
    vendor: vendorNameOf(ticket, caseId),
    goesOn,
    isLate: expectedAtMs !== null && endedAtMs > expectedAtMs,
    ...(state === 'withdrawn' ? { reason: outcome } : {}),
  };
  return done(goesOn ? withStatus(settled, 'open', atMs) : settled, `vendor_${state}`, data);
}

function caseOf(rows: Rows, ticket: Ticket, caseId: string): Result<VendorCase, Refusal> {
  const found = rows.part('vendorCase', caseId);
  if (found?.ticketId === ticket.id) return ok(found);
  return err({ code: 'not_found', message: `ticket ${ticket.id} has no vendor case ${caseId}` });
}

function vendorNameOf({ vendorCases = [] }: Ticket, caseId: string): string {
  return vendorCases.find(({ id }) => id === caseId)?.vendorName ?? '';
}

/**
 * Refuses to end a ticket on which a vendor still owes an answer: answer or withdraw the case first, so that nobody waits
 * for what nobody needs. A program that brings in history records it as it was.
 */
export function refuseOpenVendorCases({ ticket, context }: OnTicket): Refusal | null {
  const open = openVendorCases(ticket);
  if (open.length === 0 || context.actor.role === 'system') return null;
  return {
    code: 'conflict.open_vendor_cases',
    message: `${open.length} vendor cases are open`,
    details: { count: open.length, vendors: open.map(({ vendorName }) => vendorName).join(', ') },
  };
}
