/* oxlint-disable typescript/no-unsafe-type-assertion -- the address says of which kind the rows are; they were checked when they were saved. */
import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { z } from 'zod';
import type { Result } from '../../shared/lib/result.ts';
import {
  ADMIN_RESOURCES,
  type AdminItem,
  adminItemSchema,
  type AdminKind,
  type AdminRow,
  auditAnswerSchema,
  passwordAnswerSchema,
  sessionsAnswerSchema,
} from '../../shared/protocol/admin.ts';
import type { TransportError } from '../../shared/sync/transport.ts';
import { askBackend, NoAnswer } from './ask-backend.ts';

/** What is fresh enough to be looked at again without asking. */
const FRESH_MS = 5_000;
const KEY = 'administration';

// Rows are the backend's own, checked when they were saved; an older one may lack what is asked for today.
const rowSchema = z.looseObject({ id: z.uuid() });
const itemSchema = adminItemSchema(rowSchema) as unknown as z.ZodType<AdminItem>;
const itemsSchema = z.object({ items: z.array(itemSchema) });
const savedSchema = z.object({ item: itemSchema, oneTimePassword: z.string().nullable() });
export type Saved = z.infer<typeof savedSchema>;

/** The rows of a kind with their versions, as the backend last said; kept while it cannot be reached. */
export function useAdminItems<K extends AdminKind>(
  kind: K,
): UseQueryResult<readonly AdminItem<AdminRow<K>>[], NoAnswer> {
  return useQuery<readonly AdminItem<AdminRow<K>>[], NoAnswer>({
    queryKey: [KEY, kind],
    queryFn: async () => {
      const answer = await askBackend(`/v1/admin/${ADMIN_RESOURCES[kind].path}`, itemsSchema);
      if (!answer.ok) throw new NoAnswer(answer.error);
      return answer.value.items as unknown as readonly AdminItem<AdminRow<K>>[];
    },
    networkMode: 'always',
    retry: false,
    staleTime: FRESH_MS,
    gcTime: Infinity,
  });
}

/** Saves a row over the version that was changed; null for a new one. */
export function saveItem(
  kind: AdminKind,
  row: AdminRow,
  version: string | null,
): Promise<Result<Saved, TransportError>> {
  const headers: Record<string, string> = version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
  const path = `/v1/admin/${ADMIN_RESOURCES[kind].path}/${row.id}`;
  return askBackend(path, savedSchema, { method: 'PUT', body: JSON.stringify(row), headers });
}

/** What somebody else has made of a row meanwhile, of a refusal that says so. */
export function currentOf(error: TransportError): AdminItem | null {
  if (error.kind !== 'refused') return null;
  return itemSchema.safeParse(error.problem?.['current']).data ?? null;
}

/** Puts what the backend has saved into the list on screen, all of it at once, and asks again for what else depends on it. */
export function takeSaved(client: QueryClient, kind: AdminKind, saved: readonly AdminItem[]): void {
  const ids = new Set(saved.map(({ row }) => row.id));
  client.setQueryData<readonly AdminItem[]>([KEY, kind], (items = []) => [
    ...items.filter(({ row }) => !ids.has(row.id)),
    ...saved,
  ]);
  void renewAdministration(client);
}

/** Asks again for what is on screen; resolves when it is there, or has failed. */
export function renewAdministration(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: [KEY] });
}

/** The rows of a kind as they are on screen now; none while they have not been read. */
export function itemsNow<K extends AdminKind>(client: QueryClient, kind: K): readonly AdminItem<AdminRow<K>>[] {
  return client.getQueryData<readonly AdminItem<AdminRow<K>>[]>([KEY, kind]) ?? [];
}

/** Gives up what is being read of a kind: several of its rows are about to be saved, and it could have half of them. */
export function stopReading(client: QueryClient, kind: AdminKind): Promise<void> {
  return client.cancelQueries({ queryKey: [KEY, kind] });
}

/** Gives a person a new password, which is told once, and ends their sessions. */
export function resetPassword(personId: string): Promise<Result<{ oneTimePassword: string }, TransportError>> {
  return askBackend(`/v1/admin/people/${personId}/password`, passwordAnswerSchema, { method: 'POST' });
}

/** Ends the sessions of a person; one's own goes on. */
export function endSessions(personId: string): Promise<Result<{ ended: number }, TransportError>> {
  return askBackend(`/v1/admin/people/${personId}/sessions/revoke`, sessionsAnswerSchema, { method: 'POST' });
}

/** Which lines of the audit are asked for; instants are ISO 8601. */
export type AuditFilter = Readonly<
  Partial<Record<'personId' | 'kind' | 'rowId' | 'from' | 'until' | 'outcome', string>>
>;
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;

/** One page of the audit, newest first. */
export function askAudit(
  filter: AuditFilter,
  cursor: string | null,
  limit: number,
): Promise<Result<AuditAnswer, TransportError>> {
  const query = new URLSearchParams({ ...filter, limit: String(limit), ...(cursor === null ? {} : { cursor }) });
  return askBackend(`/v1/admin/audit?${query.toString()}`, auditAnswerSchema);
}

const AUDIT_PAGE = 50;

/** The audit, page after page. */
export function useAudit(filter: AuditFilter): UseInfiniteQueryResult<InfiniteData<AuditAnswer>, NoAnswer> {
  return useInfiniteQuery<AuditAnswer, NoAnswer, InfiniteData<AuditAnswer>, unknown[], string | null>({
    queryKey: [KEY, 'audit', filter],
    queryFn: async ({ pageParam }) => {
      const answer = await askAudit(filter, pageParam, AUDIT_PAGE);
      if (!answer.ok) throw new NoAnswer(answer.error);
      return answer.value;
    },
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    networkMode: 'always',
    retry: false,
    staleTime: FRESH_MS,
    gcTime: Infinity,
  });
}
