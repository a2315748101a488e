import { z } from 'zod';
import { fileSchema, MAX_ATTACHMENT_BYTES } from '../domain/attachment.ts';
import { defaultNotificationPreferences, notificationPreferencesSchema } from '../notifications/preferences.ts';
import { MAX_PUSH_BYTES } from '../protocol/push.ts';
import { journalRowSchema } from '../sync/journal.ts';
import { eventChannel, invokeChannel } from './channel.ts';
import { boardSliceSchema, windowRequestSchema } from './page-window.ts';

const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  /** Node's name of the platform: 'linux', 'win32', 'darwin'. */
  platform: z.string(),
  /** The system's first language as a BCP 47 tag, such as 'pt-BR'. */
  locale: z.string(),
  /** The backend's address without a trailing slash: the only origin the page may reach. */
  backendUrl: z.string(),
  /** Whether the system keeps secrets encrypted (keychain, DPAPI, libsecret, KWallet). */
  hasKeyring: z.boolean(),
  /** Whether the end-to-end tests started this app. */
  isTest: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** What this app is and where it runs. Never changes while it runs. */
export const appInfo = invokeChannel('app:info', z.void(), appInfoSchema);

const secretName = z.string().startsWith('session:').max(80);

/**
 * Where a secret ended up. 'keyring': on disk, encrypted by the system. 'plain': on disk, readable by this user only.
 * 'memory': gone when the app quits.
 */
const keptSchema = z.enum(['keyring', 'plain', 'memory']);
export type Kept = z.infer<typeof keptSchema>;

/**
 * Keeps a secret in main under a name that starts with 'session:', in the place of the one that was there. Atomic: after a
 * crash the old or the new one is there whole. Without a keyring it goes to disk only when `allowPlain` says that the agent
 * agreed. A disk that refuses is answered with 'memory', and an older value of that name is then gone from disk.
 */
export const saveSecret = invokeChannel(
  'secret:save',
  z.object({ name: secretName, value: z.string().max(8192), allowPlain: z.boolean() }),
  z.object({ kept: keptSchema }),
);

/** The secret of that name; null when there is none or the system can no longer decrypt it. */
export const loadSecret = invokeChannel(
  'secret:load',
  z.object({ name: secretName }),
  z.object({ value: z.string().nullable() }),
);

/** Forgets a secret, in memory and on disk. Forgetting what is not there is no error. */
export const clearSecret = invokeChannel('secret:clear', z.object({ name: secretName }), z.void());

const accountSchema = z.object({
  backendUrl: z.url().max(500),
  userId: z.string().min(1).max(80),
  name: z.string().max(200),
  email: z.string().max(320),
  /** The IndexedDB database that holds this account's working set. */
  databaseName: z.string().min(1).max(200),
});
export type Account = z.infer<typeof accountSchema>;

/** What outlives a restart and is known before any database opens. */
export const settingsSchema = z.object({
  /** null: the system's language. */
  language: z.enum(['pt-BR', 'en']).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  /** 'more': borders and text with the contrast of 7:1; 'system': as the system asks for. */
  contrast: z.enum(['system', 'more']),
  /** How close rows and controls stand. */
  density: z.enum(['comfortable', 'compact']),
  notifications: notificationPreferencesSchema,
  firstRun: z.strictObject({
    /** Whether accounts are welcomed here at all: a machine that many share, or that is set up for others, does without. */
    isOffered: z.boolean(),
    /** The accounts that were, by the name of their database. */
    seenBy: z.array(z.string().max(200)).max(200),
  }),
  /** Whether closing the console leaves it in the tray, where the desktop has one. */
  closesToTray: z.boolean(),
  /** Who was signed in last, also while offline; null after signing out. */
  account: accountSchema.nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a first start. */
export const defaultSettings: Settings = {
  language: null,
  theme: 'system',
  contrast: 'system',
  density: 'comfortable',
  notifications: defaultNotificationPreferences,
  firstRun: { isOffered: true, seenBy: [] },
  closesToTray: true,
  account: null,
};

const settingsPatchSchema = z.strictObject({
  language: settingsSchema.shape.language.exactOptional(),
  theme: settingsSchema.shape.theme.exactOptional(),
  contrast: settingsSchema.shape.contrast.exactOptional(),
  density: settingsSchema.shape.density.exactOptional(),
  notifications: settingsSchema.shape.notifications.exactOptional(),
  firstRun: settingsSchema.shape.firstRun.exactOptional(),
  closesToTray: settingsSchema.shape.closesToTray.exactOptional(),
  account: settingsSchema.shape.account.exactOptional(),
});
/** Some of the settings. A key that is there counts, so leave out what stays as it is. */
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** The settings; a first start, or a file that cannot be read, has those of `defaultSettings`. */
export const loadSettings = invokeChannel('settings:load', z.void(), settingsSchema);

/** Changes the named settings, leaves the others, and answers with all of them. Rejects when the disk refuses. */
export const saveSettings = invokeChannel('settings:save', settingsPatchSchema, settingsSchema);

/** The database a journal belongs to: an account's on a backend, as `databaseNameOf` names it. */
const database = z.string().min(1).max(200);
/** The most rows one message brings. */
export const MAX_JOURNAL_ROWS = 200;

/** What can be pushed can be journaled, and nothing larger. */
const journaledRowSchema = journalRowSchema.refine(
  ({ args, withdrawn }) => (JSON.stringify([args, withdrawn]) ?? '').length <= MAX_PUSH_BYTES,
  'too large for one action',
);
const journalClientSchema = z.object({
  clientId: z.uuid(),
  /** The highest seq ever journaled under this client, acknowledged ones included. */
  lastSeq: z.int().nonnegative(),
  rows: z.array(journalRowSchema),
});

/**
 * Writes actions that are kept on this machine a second time, outside IndexedDB. Answers when they are on the disk itself
 * (fsync, at most 50 ms later). A row that is there already is left as it is. Rejects when the disk refuses or the journal
 * is full; nothing of the message has then been written.
 */
export const appendJournal = invokeChannel(
  'journal:append',
  z.object({ database, clientId: z.uuid(), rows: z.array(journaledRowSchema).min(1).max(MAX_JOURNAL_ROWS) }),
  z.void(),
);

/** These actions need no second copy any more: the backend has done them, or the agent has settled them. */
export const acknowledgeJournal = invokeChannel(
  'journal:acknowledge',
  z.object({ database, clientId: z.uuid(), seqs: z.array(z.int().positive()).min(1).max(10_000) }),
  z.void(),
);

/** What the journal of a database holds, clients in the order of their first action, rows by seq; empty when there is none. */
export const readJournal = invokeChannel(
  'journal:read',
  z.object({ database }),
  z.object({ clients: z.array(journalClientSchema) }),
);

/**
 * Which life of a database main knows, after taking `next` for it when that is given; null when it knows none. Rejects
 * when the disk refuses `next`.
 */
export const journalGeneration = invokeChannel(
  'journal:generation',
  z.object({ database, next: z.uuid().exactOptional() }),
  z.object({ generation: z.uuid().nullable() }),
);

/** Removes the journal and the generation of a database: the account leaves this machine. */
export const forgetJournal = invokeChannel('journal:forget', z.object({ database }), z.void());

/**
 * Moves the whole IndexedDB of this profile out of the way, since Chromium cannot open it; the next opening makes a new one.
 * It is kept beside the profile for whoever looks into it. `isDone` is false when there was nothing to move. Rejects when
 * the disk refuses.
 */
export const setStorageAside = invokeChannel('storage:set-aside', z.void(), z.object({ isDone: z.boolean() }));

/** How many bytes are free on the disk of this profile; null where the system does not say. */
export const storageRoom = invokeChannel(
  'storage:room',
  z.void(),
  z.object({ freeBytes: z.number().nonnegative().nullable() }),
);

const keptFileSchema = z.object({
  ...fileSchema.shape,
  ticketId: z.uuid(),
  /** Where in the console it was being written when it was added. */
  draftPlace: z.string().max(200),
});
/** A file that waits on this machine, as it is kept outside IndexedDB. */
export type KeptFile = z.infer<typeof keptFileSchema>;

// Electron clones typed arrays; what comes is checked for size before anything is done with it.
const contentSchema = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length >= 1 && length <= MAX_ATTACHMENT_BYTES, 'of no size that a file may have');

/**
 * Keeps the content of a file that is not sent a second time, outside IndexedDB. Answers when it is on the disk itself.
 * One that is there already is left as it is. Rejects when the content is not what `file` says, or the disk refuses:
 * nothing of it is then there.
 */
export const keepFile = invokeChannel(
  'files:keep',
  z.object({ database, file: keptFileSchema, content: contentSchema }),
  z.void(),
);

/** The files that are kept of a database, oldest first. */
export const listFiles = invokeChannel(
  'files:list',
  z.object({ database }),
  z.object({ files: z.array(keptFileSchema) }),
);

/** The content of a kept file; null when it is not there, or not any more what it was. */
export const readFile = invokeChannel(
  'files:read',
  z.object({ database, id: z.uuid() }),
  z.object({ content: z.instanceof(Uint8Array).nullable() }),
);

/** Lets go of kept files: the backend has them, or the agent no longer wants them. What is not there is no error. */
export const dropFiles = invokeChannel(
  'files:drop',
  z.object({ database, ids: z.array(z.uuid()).min(1).max(10_000) }),
  z.void(),
);

/** Removes every kept file of a database: the account leaves this machine. */
export const forgetFiles = invokeChannel('files:forget', z.object({ database }), z.void());

/**
 * Asks the agent where to save a file, suggesting its name in the folder for downloads, and writes it there. It is never
 * opened or run. Rejects when the disk refuses; `isSaved` is false when the agent thought better of it.
 */
export const saveFile = invokeChannel(
  'files:save',
  z.object({ name: fileSchema.shape.name, content: contentSchema }),
  z.object({ isSaved: z.boolean() }),
);

/**
 * Asks the person where to save a text, and saves it there: nowhere else, and nothing when they cancel. `fileName` is what
 * is proposed. Rejects when the disk refuses; a file of that name is then as it was.
 */
export const saveExport = invokeChannel(
  'export:save',
  z.object({ fileName: z.string().regex(/^[\w-]{1,80}\.(json|csv)$/), text: z.string().max(50_000_000) }),
  z.object({ isSaved: z.boolean() }),
);

/**
 * Whether the app starts when this person signs in to the machine, after changing it where `isOn` is given. Rejects when the
 * system refuses; it is then as it was.
 */
export const startAtLogin = invokeChannel(
  'machine:start-at-login',
  z.object({ isOn: z.boolean().exactOptional() }),
  z.object({ isOn: z.boolean() }),
);

/** How much the app keeps on this machine's disk: the local database, and the second copies of what is not sent. */
export const keptSizes = invokeChannel(
  'machine:kept-sizes',
  z.void(),
  z.object({ databaseBytes: z.number().nonnegative(), unsentCopiesBytes: z.number().nonnegative() }),
);

/** What main knows for a report of a problem: no name of anybody, no text of a ticket, no path of a file. */
export const readDiagnostics = invokeChannel(
  'machine:diagnostics',
  z.void(),
  z.object({
    versions: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }),
    machine: z.object({
      platform: z.string(),
      release: z.string(),
      arch: z.string(),
      processors: z.int(),
      memoryBytes: z.number(),
      uptimeS: z.number(),
      timeZone: z.string(),
    }),
    /** The last lines of this run's log, each with its instant. */
    log: z.array(z.object({ at: z.string(), line: z.string() })),
  }),
);

/** Opens a document outside the app. `isOpen` is false where there is none or nothing opens it. */
export const openDocument = invokeChannel(
  'machine:open-document',
  z.object({ document: z.enum(['manual', 'licences']), language: z.enum(['pt-BR', 'en']) }),
  z.object({ isOpen: z.boolean() }),
);

/**
 * Opens a window of this app, or brings the one that is open already to the front: there is one console, one wallboard and
 * one window for each ticket. A console that is asked for with something to show is told to show it once it listens.
 * 'tooMany': as many tickets are open in windows of their own as this machine should bear, and no further one was opened.
 */
export const openWindow = invokeChannel(
  'window:open',
  windowRequestSchema,
  z.object({ outcome: z.enum(['opened', 'broughtToFront', 'tooMany']) }),
);

/** The agent clicked an alert, opened a patamar://ticket/<id> link or picked a ticket in another window; the console is in front already. */
export const ticketOpenRequested = eventChannel('ticket:open', z.object({ ticketId: z.uuid() }));

/** Somebody picked a figure of the wallboard: the console, in front already, shows the tickets behind it. */
export const listOpenRequested = eventChannel('list:open', boardSliceSchema);

/** The machine woke up at `atMs` by its own clock: connections are stale, countdowns have jumped. */
export const powerResumed = eventChannel('power:resumed', z.object({ atMs: z.int() }));

/** Another window changed the settings: these hold in all of them now. */
export const settingsChanged = eventChannel('settings:changed', settingsSchema);
