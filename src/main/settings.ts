import { z } from 'zod';
import { settingsSchema, type Settings, type SettingsPatch } from '../shared/ipc/contract.ts';
import { readJson, writeAtomically } from './atomic-file.ts';
import { windowPlaceSchema, type WindowPlace } from './window-place.ts';

const { language, theme, account } = settingsSchema.shape;
// Each part falls back by itself: an account of an older form does not take the language with it.
const fileSchema = z.object({
  language: language.catch(null),
  theme: theme.catch('system'),
  account: account.catch(null),
  window: windowPlaceSchema.nullable().catch(null),
});
type SettingsFile = z.infer<typeof fileSchema>;

/** What the app remembers from run to run besides sessions and data; read once, written whole on each change. */
export class SettingsFileStore {
  readonly #file: string;
  #content: SettingsFile;

  constructor(file: string) {
    this.#file = file;
    this.#content = readJson(file, fileSchema) ?? { language: null, theme: 'system', account: null, window: null };
  }

  /** The part the page may see. */
  current(): Settings {
    const { window: _window, ...settings } = this.#content;
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

  /** Where the window was when it was last closed. */
  windowPlace(): WindowPlace | null {
    return this.#content.window;
  }

  /** @throws the system's error when the disk refuses. */
  rememberWindow(place: WindowPlace): void {
    this.#write({ ...this.#content, window: place });
  }

  #write(content: SettingsFile): void {
    writeAtomically(this.#file, JSON.stringify(content, null, 2));
    this.#content = content;
  }
}
