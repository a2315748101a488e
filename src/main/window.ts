import path from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { WindowKind } from '../shared/ipc/page-window.ts';
import { CrashLimit } from './crash-limit.ts';
import { log, reason } from './log.ts';
import type { SettingsFileStore } from './settings.ts';
import type { Texts } from './texts.ts';
import { type Area, MIN_SIZES, openingPlace } from './window-place.ts';

// --bg-app of src/renderer/ui/tokens.css: what shows until the page has painted.
const BACKGROUND = { light: '#f4f1ec', dark: '#131211' } as const;

export type WindowOptions = {
  readonly kind: WindowKind;
  readonly settings: SettingsFileStore;
  /** With the query that names the window. */
  readonly pageUrl: string;
  /** Where the open windows of this kind stand. */
  readonly taken: readonly Area[];
  /** Never shown by itself. */
  readonly isHidden: boolean;
  /** In the language of the moment. */
  readonly texts: () => Texts;
};

/** Opens a window where one of its kind was last, shown when it has something to show. */
export function makeWindow(options: WindowOptions): BrowserWindow {
  const { kind, settings, pageUrl, isHidden, taken } = options;
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const { isMaximized, ...bounds } = openingPlace(kind, settings.windowPlace(kind), areas, taken);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZES[kind].width,
    minHeight: MIN_SIZES[kind].height,
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
      // Else what the scripts compile to is kept at the second start after each update, and serves the third.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  window.once('ready-to-show', () => {
    if (isHidden) return;
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => rememberPlace(window, kind, settings));
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

function rememberPlace(window: BrowserWindow, kind: WindowKind, settings: SettingsFileStore): void {
  try {
    settings.rememberWindow(kind, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
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

/** Asks whether to load a page that keeps falling over once more, or to do without its window; the others stay. */
async function askAfterCrashes(window: BrowserWindow, pageUrl: string, words: Texts['crash']): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: words.title,
    detail: words.detail,
    buttons: [words.reload, words.close],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 1) window.destroy();
  else load(window, pageUrl);
}
