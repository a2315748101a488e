import path from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { CrashLimit } from './crash-limit.ts';
import { log, reason } from './log.ts';
import type { SettingsFileStore } from './settings.ts';
import type { Texts } from './texts.ts';
import { MIN_SIZE, openingPlace } from './window-place.ts';

// --bg-app of src/renderer/ui/tokens.css: what shows until the page has painted.
const BACKGROUND = { light: '#f4f1ec', dark: '#131211' } as const;

export type WindowOptions = {
  readonly settings: SettingsFileStore;
  readonly pageUrl: string;
  /** Never shown by itself. */
  readonly isHidden: boolean;
  /** In the language of the moment. */
  readonly texts: () => Texts;
};

/** Opens the console's one window where it was last, shown when it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { settings, pageUrl, isHidden } = options;
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const { isMaximized, ...bounds } = openingPlace(settings.windowPlace(), areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere Chromium would fetch dictionaries from Google; macOS has its own.
      spellcheck: process.platform === 'darwin',
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    if (isHidden) return;
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => rememberPlace(window, settings));
  reloadAfterCrash(window, options);
  load(window, pageUrl);
  return window;
}

/** Brings a window to the front, whatever hid it. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function load(window: BrowserWindow, pageUrl: string): void {
  window.loadURL(pageUrl).catch((error: unknown) => log(`the page did not load (${reason(error)})`));
}

function rememberPlace(window: BrowserWindow, settings: SettingsFileStore): void {
  try {
    settings.rememberWindow({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  } catch (error) {
    log(`the window's place cannot be remembered (${reason(error)})`);
  }
}

function reloadAfterCrash(window: BrowserWindow, { pageUrl, texts }: WindowOptions): void {
  const limit = new CrashLimit();
  window.webContents.on('render-process-gone', (_event, { reason: how }) => {
    if (how === 'clean-exit' || window.isDestroyed()) return;
    log(`the page's process is gone (${how}); loading it again`);
    // Loading within the event ends up in the process that is going.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (limit.crashed(Date.now())) load(window, pageUrl);
      else void askAfterCrashes(window, pageUrl, texts().crash);
    });
  });
}

async function askAfterCrashes(window: BrowserWindow, pageUrl: string, words: Texts['crash']): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: words.title,
    detail: words.detail,
    buttons: [words.reload, words.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 1) app.quit();
  else if (!window.isDestroyed()) load(window, pageUrl);
}
