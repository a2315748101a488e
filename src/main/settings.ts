import { z } from 'zod';
import { defaultSettings, settingsSchema, type Settings, type SettingsPatch } from '../shared/ipc/contract.ts';
import type { WindowKind } from '../shared/ipc/page-window.ts';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';
import { windowPlaceSchema, type WindowPlace } from './window-place.ts';

const { language, theme, contrast, density, notifications, firstRun, closesToTray, account } = settingsSchema.shape;
const place = windowPlaceSchema.nullable().catch(null);
// Each part falls back by itself: an account of an older form does not take the language with it.
const fileSchema = z.object({
  language: language.catch(defaultSettings.language),
  theme: theme.catch(defaultSettings.theme),
  contrast: contrast.catch(defaultSettings.contrast),
  density: density.catch(defaultSettings.density),
  notifications: notifications.catch(defaultSettings.notifications),
  firstRun: firstRun.catch(defaultSettings.firstRun),
  closesToTray: closesToTray.catch(defaultSettings.closesToTray),
  account: account.catch(defaultSettings.account),
  places: z
    .object({ console: place, ticket: place, wallboard: place })
    .catch({ console: null, ticket: null, wallboard: null }),
  mutedUntilMs: z.int().nullable().catch(null),
  isToldOfTray: z.boolean().catch(false),
});
type SettingsFile = z.infer<typeof fileSchema>;

/** What the app remembers from run to run besides sessions and data; read once, written whole on each change. */
export class SettingsFileStore {
  readonly #file: string;
  #content: SettingsFile;

  constructor(file: string) {
    this.#file = file;
    this.#content = readJson(file, fileSchema) ?? fileSchema.parse({});
  }

  /** The part the page may see. */
  current(): Settings {
    const { places: _places, mutedUntilMs: _muted, isToldOfTray: _told, ...settings } = this.#content;
    return settings;
  }

  /**
   * Changes some settings and returns all of them.
   *
   * @throws the system's error when the disk refuses; nothing has then changed.
   */
  change(patch: SettingsPatch): Settings {
    this.#write({ ...this.#content, ...patch });
    return this.current();
  }

  /** Where a window of this kind was when one was last closed. */
  windowPlace(kind: WindowKind): WindowPlace | null {
    return this.#content.places[kind];
  }

  /** @throws the system's error when the disk refuses. */
  rememberWindow(kind: WindowKind, where: WindowPlace): void {
    this.#write({ ...this.#content, places: { ...this.#content.places, [kind]: where } });
  }

  /** Until when the alerts are muted, or were. */
  mutedUntilMs(): number | null {
    return this.#content.mutedUntilMs;
  }

  /** A disk that refuses costs the memory across restarts. */
  rememberMute(untilMs: number | null): void {
    this.#content = { ...this.#content, mutedUntilMs: untilMs };
    this.#tryWrite();
  }

  /** Whether the person was told that the app stays in the tray. */
  isToldOfTray(): boolean {
    return this.#content.isToldOfTray;
  }

  /** As above. */
  rememberToldOfTray(): void {
    this.#content = { ...this.#content, isToldOfTray: true };
    this.#tryWrite();
  }

  #tryWrite(): void {
    try {
      this.#write(this.#content);
    } catch (error) {
      log(`the settings cannot be remembered on disk (${reason(error)})`);
    }
  }

  #write(content: SettingsFile): void {
    writeAtomically(this.#file, JSON.stringify(content, null, 2));
    this.#content = content;
  }
}
