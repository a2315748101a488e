import { z } from 'zod';
import { tierSchema } from '../domain/tier.ts';
import { roleSchema, userSchema } from '../domain/workspace.ts';

/** Text that a database can hold: PostgreSQL refuses the NUL character in any text. */
const storableText = z.string().refine((text) => !text.includes('\0'), 'must not contain the NUL character');

/** An address that one signs in with, in small letters. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** As OWASP ASVS 6.2.1 asks without a second factor. */
export const SHORTEST_PASSWORD = 12;

/** 200 characters at most, so that hashing stays cheap. */
export const newPasswordSchema = z.string().min(SHORTEST_PASSWORD).max(200);

export const signInBodySchema = z.object({
  // Not checked as an address: a mistyped one is wrong credentials, not a malformed request.
  email: storableText.trim().toLowerCase().min(1).max(254),
  password: z.string().min(1).max(200),
  /** Taken, and asked for as `auth.password_change`, where the password is one that an administrator gave out. */
  newPassword: newPasswordSchema.optional(),
  /** How the person recognises this session in a list, for example the machine's name. */
  deviceName: storableText.trim().max(120).optional(),
});

const tokensShape = {
  /** Sent as `Authorization: Bearer ...`; opaque to the client. */
  accessToken: z.string(),
  /** Seconds the access token lives from now on. */
  expiresInS: z.int().positive(),
  /** Good for one refresh; the answer brings the next one. */
  refreshToken: z.string(),
};

export const signInAnswerSchema = z.object({ ...tokensShape, user: userSchema });
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

export const refreshBodySchema = z.object({ refreshToken: z.string().min(1).max(400) });

export const passwordBodySchema = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: newPasswordSchema,
});

/** How many other sessions of the person were open, and are over. */
export const endedSessionsAnswerSchema = z.object({ ended: z.int().nonnegative() });

export const meAnswerSchema = z.object({ user: userSchema, sessionId: z.uuid() });

/** The people of a sample workspace, for the sign-in screen. */
export const peopleAnswerSchema = z.object({
  people: z.array(z.object({ name: z.string(), email: z.string(), role: roleSchema, tiers: z.array(tierSchema) })),
});
export type PeopleAnswer = z.infer<typeof peopleAnswerSchema>;

export const firstAdministratorBodySchema = z.object({
  /** Printed by the server at its start, while it has no user. */
  setupCode: z.string().min(1).max(40),
  name: storableText.trim().min(1).max(120),
  email: emailSchema,
  password: newPasswordSchema,
  organization: storableText.trim().min(1).max(120),
});
export type FirstAdministratorBody = z.infer<typeof firstAdministratorBodySchema>;
