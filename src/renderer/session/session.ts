import { useSyncExternalStore } from 'react';
import type { User } from '../../shared/domain/workspace.ts';
import { planAlerts } from '../../shared/ipc/alert-channels.ts';
import { type Account, loadSettings, saveSettings } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { signInAnswerSchema, type SignInAnswer } from '../../shared/protocol/auth.ts';
import { startAlerts } from '../db/alerts.ts';
import { countUnsent } from '../db/count-unsent.ts';
import { currentConsole, setCurrentConsole } from '../db/current-console.ts';
import { databaseNameOf, type OpenConsole, openConsole } from '../db/open-console.ts';
import { call } from '../lib/bridge.ts';
import { stopSearch } from '../search/search-client.ts';
import { AuthorizedFetch } from '../sync/authorized-fetch.ts';
import { forgetDownloads } from '../sync/downloads.ts';
import { resetStatus } from '../sync/status-store.ts';
import { kickSync, startSync, stopSync } from '../sync/sync-client.ts';
import { backendUrl, request, type RequestError } from './backend.ts';
import { hearSessionNews, holdDatabase, type SessionNews, tellSessionNews, untilUnused } from './session-news.ts';
import { SessionTokens } from './tokens.ts';

export { useBackendHealth, useBackendVersion, useSamplePeople } from './backend.ts';

export type Session = {
  readonly user: Pick<User, 'id' | 'name' | 'email' | 'role' | 'tiers'>;
  readonly backendUrl: string;
};

type SessionState = {
  readonly state: 'loading' | 'signedOut' | 'signedIn';
  readonly session: Session | null;
  /** The session is over: work goes on here, and waits for a new sign-in to be sent. */
  readonly needsSignIn: boolean;
  /** Why the account's database cannot be opened, in the system's words; null while it can. */
  readonly openFailure: string | null;
};

const OWN_REQUEST_MS = 20_000;

let current: SessionState = { state: 'loading', session: null, needsSignIn: false, openFailure: null };
/** What `retryOpen` does again. */
let opening: { readonly account: Account; readonly user: User | null } | null = null;
let tokens: SessionTokens | null = null;
let stopAlerts = (): void => undefined;
let letGoOfDatabase = (): void => undefined;
/** Counts openings and closings: an opening that took so long that something else has come since is dropped. */
let turn = 0;
let restoring: Promise<void> | null = null;
const listeners = new Set<() => void>();

function show(change: Partial<SessionState>): void {
  current = { ...current, ...change };
  for (const listener of listeners) listener();
}

/** Who is signed in. The first to ask has the last session restored, without the network. */
export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  restoring ??= restore();
  return () => listeners.delete(listener);
}

async function restore(): Promise<void> {
  hearSessionNews(follow);
  const { account } = await call(loadSettings, undefined);
  if (account === null) {
    show({ state: 'signedOut' });
    return;
  }
  await open(account, null);
}

/** Does as the window did where somebody signed in, signed in again or signed out. */
function follow(news: SessionNews): void {
  if (news.type === 'left') {
    showSignedOut();
  } else if (current.session?.user.id === news.user.id) {
    show({ needsSignIn: false });
  } else {
    closeConsole();
    void open(news.account, news.user);
  }
}

/** Tries again to open the database that could not be opened. */
export async function retryOpen(): Promise<void> {
  if (opening !== null) await open(opening.account, opening.user);
}

/**
 * Opens the account's database and starts to sync. `user` is what the backend said; null on a restart. A database that
 * cannot be opened is told as `openFailure`, for the agent to free the disk and try again.
 */
async function open(account: Account, user: User | null): Promise<void> {
  const known = user ?? unknownUser(account);
  turn += 1;
  const ownTurn = turn;
  let opened: OpenConsole;
  try {
    opened = await openConsole(account.databaseName, known);
  } catch (error) {
    if (ownTurn !== turn) return;
    opening = { account, user };
    show({ state: 'loading', openFailure: error instanceof Error ? error.message : String(error) });
    return;
  }
  if (ownTurn !== turn) {
    opened.close();
    return;
  }
  opening = null;
  show({ openFailure: null });
  const me = user ?? opened.workspace.get()?.me ?? known;
  tokens ??= new SessionTokens(account.backendUrl, account.userId, () => show({ needsSignIn: true }));
  setCurrentConsole(opened);
  letGoOfDatabase = holdDatabase(account.databaseName);
  startSync({
    databaseName: account.databaseName,
    backendUrl: account.backendUrl,
    user: me,
    tokens: tokens.get,
    feed: opened.feed,
    onAnswered: (answeredId, seqs) => void opened.journal.acknowledge(answeredId, seqs),
    onRenewed: (renewal) => opened.journal.renew(renewal),
    onStored: (id) => void dropSecondCopy(opened, id),
  });
  stopAlerts = startAlerts(opened);
  show({ state: 'signedIn', session: { user: me, backendUrl: account.backendUrl } });
}

/** The backend has it. Where main cannot be reached the next start makes up for it; main has said so in its log. */
async function dropSecondCopy({ files }: OpenConsole, id: string): Promise<void> {
  await files.drop([id]).catch(() => undefined);
}

/** Until the view has come again, somebody whose database is gone may do nothing that needs rights. */
function unknownUser({ userId, name, email }: Account): User {
  return { id: userId, name, email, role: 'agent', tiers: [], queueIds: [], isActive: true };
}

export type SignInInput = {
  readonly email: string;
  readonly password: string;
  /** Where the backend has asked for one of the person's own (`auth.password_change`). */
  readonly newPassword?: string;
  readonly keepWithoutKeyring: boolean;
};
export type SignInError = {
  readonly code: 'auth.credentials' | 'auth.password_change' | 'rate_limited' | 'unreachable' | 'internal';
  readonly detail: string;
};

/**
 * Signs in, anew or for the first time; work that waits here goes on under the same account. Refused as
 * `auth.password_change` with a password that was given out once: it is sent again with a new one.
 */
export async function signIn(input: SignInInput): Promise<Result<void, SignInError>> {
  const { keepWithoutKeyring, ...who } = input;
  const answer = await request('/v1/auth/sign-in', { ...who, deviceName: navigator.platform });
  if (!answer.ok) return err(signInError(answer.error));
  await enter(signInAnswerSchema.parse(answer.value), keepWithoutKeyring);
  return ok(undefined);
}

async function enter(answer: SignInAnswer, keepWithoutKeyring: boolean): Promise<void> {
  const { user } = answer;
  const url = await backendUrl();
  const isSame = current.session?.user.id === user.id;
  if (!isSame) {
    closeConsole();
    tokens = new SessionTokens(url, user.id, () => show({ needsSignIn: true }));
  }
  await tokens?.take(answer, keepWithoutKeyring);
  const { id, name, email } = user;
  const account = { backendUrl: url, userId: id, name, email, databaseName: databaseNameOf(url, id) };
  await call(saveSettings, { account });
  tellSessionNews({ type: 'entered', account, user });
  show({ needsSignIn: false });
  if (isSame) kickSync();
  else await open(account, user);
}

function signInError({ code, detail }: RequestError): SignInError {
  if (
    code === 'auth.credentials' ||
    code === 'auth.password_change' ||
    code === 'rate_limited' ||
    code === 'unreachable'
  )
    return { code, detail };
  // What does not even fit the schema is no e-mail and password of anybody's.
  return { code: code === 'validation' ? 'auth.credentials' : 'internal', detail };
}

/** What becomes of the account's data: removed unless something is unsent; removed; or kept for its next sign-in. */
export type Leaving = 'ask' | 'discard' | 'keep';

/**
 * Signs out and removes the account's data from this machine. With `ask` it is refused as `unsent`, with how many, when
 * actions would be lost. With `keep` the data and its journal stay, and go on when the same account signs in here again;
 * no session stays, so nobody gets at them by this program before.
 */
export async function signOut(
  leaving: Leaving,
): Promise<Result<void, { readonly code: 'unsent'; readonly count: number }>> {
  const opened = currentConsole();
  if (opened !== null && leaving === 'ask') {
    const count = await countUnsent(opened.db);
    if (count > 0) return err({ code: 'unsent', count });
  }
  stopSync();
  stopSearch();
  letGoOfDatabase();
  tellSessionNews({ type: 'left' });
  // A window that still syncs would write the account's data into a database made anew.
  if (opened !== null) await untilUnused(opened.databaseName);
  await tokens?.end();
  if (leaving !== 'keep' && opened !== null) await removeData(opened);
  await call(planAlerts, { alerts: [], isStale: false });
  await call(saveSettings, { account: null });
  showSignedOut();
  return ok(undefined);
}

/**
 * Removes the account's data from this machine and fetches it anew; the session stays, in every window. Refused as `unsent`,
 * with how many, when actions would be lost: nothing has then changed.
 */
export async function clearData(): Promise<Result<void, { readonly code: 'unsent'; readonly count: number }>> {
  const opened = currentConsole();
  const { account } = await call(loadSettings, undefined);
  if (opened === null || account === null) return ok(undefined);
  const count = await countUnsent(opened.db);
  if (count > 0) return err({ code: 'unsent', count });
  const user = opened.workspace.get()?.me ?? opened.identity.user;
  stopSync();
  letGoOfDatabase();
  tellSessionNews({ type: 'left' });
  await untilUnused(opened.databaseName);
  await removeData(opened);
  closeConsole();
  show({ state: 'loading', session: null });
  await open(account, user);
  tellSessionNews({ type: 'entered', account, user });
  return ok(undefined);
}

async function removeData({ journal, files, db }: OpenConsole): Promise<void> {
  // First: a journal without its database would be taken for unsent work of a lost one at the next sign-in.
  await journal.forget();
  await files.forget();
  await db.delete();
}

function showSignedOut(): void {
  closeConsole();
  opening = null;
  show({ state: 'signedOut', session: null, needsSignIn: false, openFailure: null });
}

function closeConsole(): void {
  turn += 1;
  stopAlerts();
  letGoOfDatabase();
  stopSync();
  currentConsole()?.close();
  setCurrentConsole(null);
  resetStatus();
  forgetDownloads();
  tokens = null;
}

/** Asks the backend for something as who is signed in. Never throws. */
export async function requestAsMe(path: string, body: unknown): Promise<Result<unknown, RequestError>> {
  if (tokens === null) return err({ code: 'signed_out', detail: 'nobody is signed in' });
  const asMe = new AuthorizedFetch(await backendUrl(), tokens.get);
  try {
    const answer = await asMe.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(OWN_REQUEST_MS),
    });
    if (answer.ok) return ok(await answer.value.json());
    const { error } = answer;
    return err({ code: error.kind === 'refused' ? error.code : error.kind, detail: error.detail });
  } catch (error) {
    return err({ code: 'unreachable', detail: error instanceof Error ? error.message : String(error) });
  }
}

export type FirstAdministrator = {
  readonly organization: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly setupCode: string;
};

/** Sets up an empty backend with its first administrator, and signs them in. */
export async function createFirstAdministrator(input: FirstAdministrator): Promise<Result<void, RequestError>> {
  const answer = await request('/v1/auth/first-administrator', input);
  if (!answer.ok) return answer;
  return signIn({ email: input.email, password: input.password, keepWithoutKeyring: false });
}
