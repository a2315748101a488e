import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { endedSessionsAnswerSchema } from '../../../shared/protocol/auth.ts';
import type { Say } from '../../lib/text.ts';
import { requestAsMe } from '../../session/session.ts';

type AccountError = { readonly code: string; readonly detail: string };

/** Changes the password at the backend; answers how many other sessions ended with it. */
export function changePassword(currentPassword: string, newPassword: string): Promise<Result<number, AccountError>> {
  return ended('/v1/auth/password', { currentPassword, newPassword });
}

/** Ends every session but this one; answers how many there were. */
export function endOtherSessions(): Promise<Result<number, AccountError>> {
  return ended('/v1/auth/sign-out-others', {});
}

async function ended(path: string, body: unknown): Promise<Result<number, AccountError>> {
  const answer = await requestAsMe(path, body);
  if (!answer.ok) return answer;
  const parsed = endedSessionsAnswerSchema.safeParse(answer.value);
  return parsed.success ? ok(parsed.data.ended) : err({ code: 'unexpected_answer', detail: path });
}

/** What went wrong, with what to do about it. */
export function accountErrorText({ code, detail }: AccountError, say: Say): string {
  switch (code) {
    case 'auth.password':
    case 'rate_limited':
    case 'unreachable':
    case 'signed_out':
      return say(`profile.error.${code}`);
    default:
      return say('profile.error.other', { detail });
  }
}
