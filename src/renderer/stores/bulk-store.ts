import { create } from 'zustand';
import type { Ticket } from '../../shared/domain/ticket.ts';

/** A ticket of a group on which nothing was done, and why, in words. */
export type NotDone = { readonly ticket: Pick<Ticket, 'id' | 'number' | 'subject'>; readonly reason: string };

type BulkState = {
  /** How far an act on several tickets is; null when none is under way. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** What the last act on several tickets could not do. */
  readonly report: { readonly doneCount: number; readonly notDone: readonly NotDone[] };
};

/** An act on several tickets: how far it is, and on which nothing was done. */
export const useBulkStore = create<BulkState>()(() => ({ progress: null, report: { doneCount: 0, notDone: [] } }));
