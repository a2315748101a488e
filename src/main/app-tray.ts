import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import type { TrayState } from '../shared/ipc/alert-channels.ts';
import type { Texts } from './texts.ts';
import { hasTrayHost } from './tray-host.ts';
import { drawTray, TRAY_SIDE, type TrayFace } from './tray-image.ts';
import { trayMenu, type TrayWishes } from './tray-menu.ts';

const NOTHING: TrayState = { count: 0, breached: 0, urgent: [], state: 'calm' };
const SCALES = [1, 1.25, 1.5, 2, 3];

export type AppTrayOptions = {
  /** In the language of the moment. */
  readonly texts: () => Texts;
  /** The time of day until which the alerts are muted; null when they are not. */
  readonly mutedUntil: () => string | null;
  readonly wishes: TrayWishes;
};

/** The icon in the tray, where the desktop has one. */
export class AppTray {
  readonly #options: AppTrayOptions;
  #tray: Tray | null = null;
  #state = NOTHING;

  constructor(options: AppTrayOptions) {
    this.#options = options;
  }

  /** What the page last said of the tickets. */
  get state(): TrayState {
    return this.#state;
  }

  /**
   * Whether there is an icon that the person can see, made where it can be: a panel may come up after the app, and may go
   * before it.
   */
  async isThere(): Promise<boolean> {
    const isThere = await hasTrayHost(process.env);
    if (!isThere || this.#tray !== null) return isThere;
    this.#tray = new Tray(imageOf(this.#face()));
    // Windows and Linux: a click opens the console, the other button the menu. macOS opens the menu on either.
    if (process.platform !== 'darwin') this.#tray.on('click', this.#options.wishes.openConsole);
    this.refresh();
    return true;
  }

  show(state: TrayState): void {
    this.#state = state;
    this.refresh();
    void this.isThere();
  }

  /** Says the same again: in another language, or with the alerts muted. */
  refresh(): void {
    if (this.#tray === null) return;
    const { texts, mutedUntil, wishes } = this.#options;
    const { state, count, breached } = this.#state;
    this.#tray.setImage(imageOf(this.#face()));
    this.#tray.setToolTip(texts().tray.tip(state, count, breached));
    if (process.platform === 'darwin') this.#tray.setTitle(count === 0 ? '' : ` ${count}${breached > 0 ? '!' : ''}`);
    // Linux shows a menu as it was when it was set.
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(this.#state, texts(), mutedUntil(), wishes)));
  }

  #face(): TrayFace {
    const { state, count } = this.#state;
    return { state, count, isTemplate: process.platform === 'darwin' };
  }
}

/** A face as an image that is sharp on every screen. */
export function imageOf(face: TrayFace): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of SCALES) {
    const side = Math.round(TRAY_SIDE * scaleFactor);
    const { buffer } = { buffer: drawTray(face, side / TRAY_SIDE) };
    const drawn = nativeImage.createFromBitmap(buffer, { width: side, height: side });
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer: drawn.toPNG() });
  }
  image.setTemplateImage(face.isTemplate);
  return image;
}
