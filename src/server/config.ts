import { resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/lib/result.ts';

const MEGABYTE = 1_048_576;
const MIN_SECRET_LENGTH = 24;

/** Where the rows live. A PGlite without a folder keeps them in memory: for tests. */
export type DatabaseConfig =
  | { readonly engine: 'postgres'; readonly url: string }
  | { readonly engine: 'pglite'; readonly folder: string | null };

/** How this process runs. All of it comes from the environment; see docs/operating.md for each variable. */
export type Config = {
  readonly host: string;
  /** 0 asks the system for any free port. */
  readonly port: number;
  /** Absolute path of the folder that holds everything this server keeps on disk. */
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  /** True to start with the sample workspace; false to start empty and ask for a first administrator. */
  readonly isSample: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whose `X-Forwarded-For` is believed: nobody's, that of so many proxies, or that of these addresses. */
  readonly trustProxy: false | number | readonly string[];
  /** Below this many free bytes under `dataDir` writes are refused; reads go on. */
  readonly minFreeBytes: number;
  /** How long the event loop may be stuck before the watchdog ends an embedded database's process; 0 is never. */
  readonly watchdogMs: number;
  /** True lets a console served from localhost in: for development. */
  readonly isDev: boolean;
  /** Where the steps of clocks are told, and the secret that signs them; null tells nobody. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Sign-ins allowed per minute from one address for one e-mail. */
  readonly signInsPerMinute: number;
};

const integer = (min: number, max: number): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> =>
  z.string().transform((text, ctx) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return value;
    ctx.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}` });
    return z.NEVER;
  });

const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((text) => text === '1');

const postgresUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text),
    'must be a PostgreSQL address such as postgres://user:password@host:5432/patamar',
  );

const webhookUrl = z
  .string()
  .refine(
    (text) => /^https?:\/\/./.test(text) && URL.canParse(text) && new URL(text).username === '',
    'must be an http or https address without a user, such as https://example.com/hooks/patamar',
  );

const trustProxy = z.string().transform((text): false | number | readonly string[] => {
  if (text === '' || text === '0') return false;
  return /^\d$/.test(text) ? Number(text) : text.split(',').map((address) => address.trim());
});

const environmentSchema = z.object({
  PATAMAR_HOST: z.string().min(1, 'must be a host name or an address').default('127.0.0.1'),
  PATAMAR_PORT: integer(0, 65_535).default(4710),
  PATAMAR_DATA: z.string().min(1, 'must be a folder').default('./data'),
  DATABASE_URL: postgresUrl.optional(),
  PATAMAR_SAMPLE: flag.default(true),
  PATAMAR_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  PATAMAR_TRUST_PROXY: trustProxy.default(false),
  PATAMAR_MIN_FREE_MB: integer(0, 1_000_000_000).default(200),
  PATAMAR_WATCHDOG_S: integer(0, 86_400).default(60),
  PATAMAR_DEV: flag.default(false),
  PATAMAR_SIGN_INS_PER_MINUTE: integer(1, 100_000).default(10),
  PATAMAR_WEBHOOK_URL: webhookUrl.optional(),
  PATAMAR_WEBHOOK_SECRET: z
    .string()
    .min(MIN_SECRET_LENGTH, `must have ${MIN_SECRET_LENGTH} characters or more`)
    .optional(),
});

/** An address may hold a password or a key, which does not belong on a screen or in a log. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['DATABASE_URL', 'PATAMAR_WEBHOOK_URL', 'PATAMAR_WEBHOOK_SECRET']);

/**
 * Reads the configuration from environment variables; one that is not set, or empty, has its default.
 * Refused with one sentence for each bad value, all at once, so that an operator mends them in one go.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, readonly string[]> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        const shown = NOT_SHOWN.has(name) ? '' : ` (it is "${set[name]}")`;
        return `${name} ${issue.message}${shown}.`;
      }),
    );
  }
  const env = parsed.data;
  const { PATAMAR_WEBHOOK_URL: url, PATAMAR_WEBHOOK_SECRET: secret } = env;
  if (url !== undefined && secret === undefined)
    return err(['PATAMAR_WEBHOOK_SECRET must be set with PATAMAR_WEBHOOK_URL.']);
  const dataDir = resolve(env.PATAMAR_DATA);
  return ok({
    host: env.PATAMAR_HOST,
    port: env.PATAMAR_PORT,
    dataDir,
    database:
      env.DATABASE_URL === undefined
        ? { engine: 'pglite', folder: resolve(dataDir, 'pglite') }
        : { engine: 'postgres', url: env.DATABASE_URL },
    isSample: env.PATAMAR_SAMPLE,
    logLevel: env.PATAMAR_LOG_LEVEL,
    trustProxy: env.PATAMAR_TRUST_PROXY,
    minFreeBytes: env.PATAMAR_MIN_FREE_MB * MEGABYTE,
    watchdogMs: env.PATAMAR_WATCHDOG_S * 1000,
    isDev: env.PATAMAR_DEV,
    webhook: url === undefined || secret === undefined ? null : { url, secret },
    signInsPerMinute: env.PATAMAR_SIGN_INS_PER_MINUTE,
  });
}
