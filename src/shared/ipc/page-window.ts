import { z } from 'zod';
import { PAUSE_CLASSES } from '../domain/status.ts';
import { tierSchema } from '../domain/tier.ts';

/** What a figure of the wallboard counts. `due15` is what is due within 15 minutes, what is due sooner included. */
export const BOARD_FIGURES = [
  'open',
  'unowned',
  'breached',
  'due15',
  'due30',
  'due60',
  ...PAUSE_CLASSES.map((reason) => `paused.${reason}` as const),
] as const;
export type BoardFigure = (typeof BOARD_FIGURES)[number];

/** The open tickets behind one figure of the wallboard; `tier` and `assigneeId` narrow them, null does not. */
export const boardSliceSchema = z.strictObject({
  figure: z.enum(BOARD_FIGURES),
  tier: tierSchema.nullable(),
  assigneeId: z.uuid().nullable(),
});
export type BoardSlice = z.infer<typeof boardSliceSchema>;

/** A window of the app. The page reads from its own address which one it is in, so that it survives a reload. */
export const pageWindowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('console') }),
  z.strictObject({ kind: z.literal('ticket'), ticketId: z.uuid() }),
  z.strictObject({ kind: z.literal('wallboard') }),
]);
export type PageWindow = z.infer<typeof pageWindowSchema>;
export type WindowKind = PageWindow['kind'];

/** A window that is asked for, the console with what it is to show. */
export const windowRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('console'),
    show: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('ticket'), ticketId: z.uuid() }),
        z.strictObject({ kind: z.literal('list'), slice: boardSliceSchema }),
      ])
      .exactOptional(),
  }),
  pageWindowSchema.options[1],
  pageWindowSchema.options[2],
]);
export type WindowRequest = z.infer<typeof windowRequestSchema>;

/** The window that the query of a page's address names, as its decoded pairs; the console where it names none there is. */
export function pageWindowOf(query: Readonly<Record<string, string>>): PageWindow {
  const { window: kind, ...rest } = query;
  const named = pageWindowSchema.safeParse({ kind, ...rest });
  return named.success ? named.data : { kind: 'console' };
}

/** The query that names a window, as pairs to be encoded; none for the console. */
export function queryOf(window: PageWindow): Readonly<Record<string, string>> {
  const { kind, ...rest } = window;
  return kind === 'console' ? {} : { window: kind, ...rest };
}
