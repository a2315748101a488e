import { useQuery } from '@tanstack/react-query';
import { appInfo } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { peopleAnswerSchema, type PeopleAnswer } from '../../shared/protocol/auth.ts';
import { type Ready, readySchema } from '../../shared/protocol/health.ts';
import { problemSchema } from '../../shared/protocol/problem.ts';
import { call } from '../lib/bridge.ts';

const TIMEOUT_MS = 10_000;
const HEALTH_EVERY_MS = 5_000;

/** Where the backend is, without a trailing slash. */
export async function backendUrl(): Promise<string> {
  return (await call(appInfo, undefined)).backendUrl;
}

/** A request that did not succeed: the backend's code, or `unreachable`. */
export type RequestError = { readonly code: string; readonly detail: string };

/** Sends JSON to the backend without a session; answers what came back, or the problem. Never throws. */
export async function request(path: string, body?: unknown): Promise<Result<unknown, RequestError>> {
  try {
    const response = await fetch(`${await backendUrl()}${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
    const answer: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return ok(answer);
    const problem = problemSchema.safeParse(answer);
    return err(problem.success ? problem.data : { code: 'internal', detail: `HTTP ${response.status}` });
  } catch (error) {
    return err({ code: 'unreachable', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** The backend's version, asked for while it is shown; null while it does not answer. */
export function useBackendVersion(): string | null {
  return useHealth()?.version ?? null;
}

function useHealth(): Ready | null | undefined {
  const { data } = useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      const answer = await request('/v1/health');
      return answer.ok ? readySchema.parse(answer.value) : null;
    },
    networkMode: 'always',
    refetchInterval: HEALTH_EVERY_MS,
  });
  return data;
}

/** Whether the backend answers, looked at while the sign-in screen is open. `isReachable` is null before the first answer. */
export function useBackendHealth(): { isReachable: boolean | null; needsFirstAdministrator: boolean } {
  const data = useHealth();
  return {
    isReachable: data === undefined ? null : data !== null,
    needsFirstAdministrator: data?.needsAdministrator ?? false,
  };
}

export type SamplePerson = PeopleAnswer['people'][number];
const NOBODY: readonly SamplePerson[] = [];

/** The people of a sample workspace; empty on any other, and while the backend cannot be reached. */
export function useSamplePeople(): readonly SamplePerson[] {
  const { isReachable } = useBackendHealth();
  const { data } = useQuery({
    queryKey: ['sample-people'],
    queryFn: async () => {
      const answer = await request('/v1/auth/people');
      return answer.ok ? peopleAnswerSchema.parse(answer.value).people : NOBODY;
    },
    enabled: isReachable === true,
    networkMode: 'always',
  });
  return data ?? NOBODY;
}
