import { app, type BrowserWindow } from 'electron';
import type { TrayState } from '../shared/ipc/alert-channels.ts';
import { AppTray } from './app-tray.ts';
import { showBadge } from './badge.ts';
import { CloseToTray } from './close-to-tray.ts';
import type { Mute } from './mute.ts';
import { showNativeAlert } from './native-alerts.ts';
import type { SettingsFileStore } from './settings.ts';
import type { Language, Texts } from './texts.ts';

export type DesktopFaceOptions = {
  readonly settings: SettingsFileStore;
  /** In the language of the moment. */
  readonly texts: () => Texts;
  readonly language: () => Language;
  readonly mute: Mute;
  readonly windows: () => readonly BrowserWindow[];
  /** The window that is told news: the console, where it is open. */
  readonly newsWindow: () => BrowserWindow | null;
  readonly openConsole: () => void;
  readonly openTicket: (ticketId: string) => void;
};

/** How the app shows itself outside its windows: the icon in the tray, the number on the dock or taskbar, the flashing. */
export class DesktopFace {
  readonly #options: DesktopFaceOptions;
  readonly #tray: AppTray;
  readonly #closing: CloseToTray;

  constructor(options: DesktopFaceOptions) {
    this.#options = options;
    const { settings, texts, language, mute, openConsole, openTicket } = options;
    this.#tray = new AppTray({
      texts,
      mutedUntil: () => timeOfDay(mute.untilMs(), language()),
      wishes: { openTicket, openConsole, toggleMute: () => mute.toggle(), quit: () => app.quit() },
    });
    this.#closing = new CloseToTray({
      isWanted: () => settings.current().closesToTray,
      hasTray: () => this.#tray.isThere(),
      onHidden: () => this.#tellOfTray(),
    });
    app.on('before-quit', () => this.#closing.quitting());
  }

  /** What the page says of the tickets. */
  show(state: TrayState): void {
    this.#tray.show(state);
    this.#badge(this.#options.windows());
  }

  /** Makes the icon, where there is a tray. */
  open(): void {
    void this.#tray.isThere();
  }

  /** The language has changed, or the alerts are muted. */
  refresh(): void {
    this.#tray.refresh();
  }

  attach(window: BrowserWindow, isConsole: boolean): void {
    if (isConsole) this.#closing.guard(window);
    window.on('focus', () => window.flashFrame(false));
    this.#badge([window]);
  }

  /** Draws the eye to the app, until its window has the focus. */
  flash(): void {
    const window = this.#options.newsWindow();
    if (window !== null && !window.isFocused()) window.flashFrame(true);
  }

  #badge(windows: readonly BrowserWindow[]): void {
    const { state, count, breached } = this.#tray.state;
    showBadge(windows, this.#tray.state, this.#options.texts().tray.tip(state, count, breached));
  }

  /** Once: who has seen it, or has come back another way, knows it. */
  #tellOfTray(): void {
    const { settings, texts, openConsole } = this.#options;
    if (settings.isToldOfTray()) return;
    showNativeAlert({
      ticketId: null,
      ...texts().inTray,
      id: 'in-tray',
      isCritical: false,
      isSilent: true,
      actions: [],
      labels: texts().actions,
      onAction: openConsole,
      onGone: () => undefined,
      onShown: () => settings.rememberToldOfTray(),
      onFailed: () => undefined,
    });
  }
}

function timeOfDay(atMs: number | null, language: Language): string | null {
  return atMs === null ? null : new Date(atMs).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
}
