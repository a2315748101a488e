import { z } from 'zod';

/** Carries the version of the sync protocol, on requests and answers. */
export const PROTOCOL_HEADER = 'patamar-protocol';
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** What each refusal is called in one English line. Clients translate by code; the title is for logs and integrators. */
export const PROBLEM_TITLES = {
  validation: 'The request does not fit its schema',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'The state has changed meanwhile',
  'conflict.changed': 'Somebody else has changed it meanwhile',
  'conflict.exists': 'There is one with this id already',
  'conflict.in_use': 'It is in use',
  'conflict.own_admin': 'Nobody takes away their own administration',
  'conflict.last_admin': 'There must be an administrator',
  'conflict.email': 'The e-mail belongs to somebody else',
  'conflict.cycle': 'It would stand below itself',
  too_large: 'The request is too large',
  unsupported_media: 'Only JSON is accepted',
  rate_limited: 'Too many requests',
  internal: 'The backend failed',
  unavailable: 'The backend cannot answer now',
  'storage.full': 'The backend has no room left',
  'auth.token': 'A valid access token is required',
  'auth.credentials': 'E-mail or password is wrong',
  'auth.session': 'The session is over',
  'auth.password': 'The current password is wrong',
  'auth.password_change': "A password of one's own is needed",
  'auth.setup_code': 'The setup code is wrong',
  'auth.setup_done': 'There is an administrator already',
  'protocol.unsupported': 'This protocol version is not spoken',
  'sync.gap': 'A mutation is missing before this one',
  'sync.client': 'This client belongs to another user',
  'attachment.offset': 'The content goes on from another byte',
  'attachment.hash': 'The content is not the file that was attached',
  'attachment.pending': 'The content has not come yet',
  'attachment.range': 'The content has no such part',
  'sync.cookie': 'The cookie is not of this account',
} as const;

/** The stable codes of refusals. A client treats an unknown one by its HTTP status. */
export type ProblemCode = keyof typeof PROBLEM_TITLES;

export const problemDetailsSchema = z.array(z.object({ path: z.string(), message: z.string() }));
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

/**
 * A refused request, as RFC 9457 problem JSON. `code` is not a closed union on the wire, so that an older client
 * still reads a newer backend's refusals; members it does not know are kept.
 */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  details: problemDetailsSchema.optional(),
});
export type ProblemDocument = z.infer<typeof problemSchema>;
