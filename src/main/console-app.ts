import path from 'node:path';
import { app, nativeTheme, powerMonitor, session, BrowserWindow } from 'electron';
import { alertActed, alertFailed, queueOpenRequested } from '../shared/ipc/alert-channels.ts';
import type { EventChannel } from '../shared/ipc/channel.ts';
import { listOpenRequested, powerResumed, settingsChanged, ticketOpenRequested } from '../shared/ipc/contract.ts';
import type { PageWindow, WindowRequest } from '../shared/ipc/page-window.ts';
import { addressOf, ownPages, PAGE_ORIGIN, type IsOwn } from './addresses.ts';
import { answerPage, systemLocale } from './answers.ts';
import { drawIn } from './chromium-language.ts';
import { LINK_SCHEME, ticketInArguments, ticketInLink } from './deep-link.ts';
import { DeskAlerts } from './desk-alerts.ts';
import { DesktopFace } from './desktop-face.ts';
import type { Environment } from './environment.ts';
import { answerExport } from './export-answers.ts';
import { answerFiles } from './file-answers.ts';
import { FocusedTickets } from './focused-tickets.ts';
import { repairIndexedDb } from './idb-repair.ts';
import { answerJournal } from './journal-answers.ts';
import { Journals } from './journals.ts';
import { log, reason } from './log.ts';
import { answerMachine } from './machine-answers.ts';
import { showMenu } from './menu.ts';
import { answerLeftovers, takeOffLeftovers } from './native-alerts.ts';
import { PageEvents } from './page-events.ts';
import { registerScheme, servePage } from './scheme.ts';
import { keepScreenshot } from './screenshot.ts';
import { Secrets } from './secrets.ts';
import { hardenContents, hardenSession } from './security.ts';
import { SettingsFileStore } from './settings.ts';
import { startAtLogin } from './start-at-login.ts';
import { systemCipher } from './system-cipher.ts';
import { chromiumLocale, type Language, languageOf, textsIn, type Texts } from './texts.ts';
import { UnsentFiles } from './unsent-files.ts';
import { WindowSet } from './window-set.ts';
import { bringToFront, makeWindow } from './window.ts';

// Must equal the shortcut's, or Windows shows no alerts.
const APP_USER_MODEL_ID = 'br.app.patamar.desktop';
// Fixed, or Windows forgets between runs whose alert was clicked. Not in Electron before 42.
const TOAST_ACTIVATOR = '{0E0B6C52-6C0B-4B07-9E57-3D0B8E6F7A11}';
// One wake-up is told two times on Linux (seen on Electron 33).
const SAME_RESUME_MS = 2_000;

/** Starts the app, or hands over to the one that already runs on this profile. To be called before 'ready'. */
export function startConsole(environment: Environment): void {
  if (environment.userData !== null) app.setPath('userData', environment.userData);
  app.setAppUserModelId(APP_USER_MODEL_ID);
  app.setToastActivatorCLSID?.(TOAST_ACTIVATOR);
  // Chromium does not sandbox as root, and this call would undo --no-sandbox for the page's process: containers only.
  if (process.getuid?.() !== 0) app.enableSandbox();
  registerScheme();
  const isOwn = ownPages(environment.devUrl);
  hardenContents(isOwn);
  if (!app.requestSingleInstanceLock()) {
    log('Patamar is open already on this profile; its window was brought to the front');
    app.exit(0);
    return;
  }
  // Only the instance that holds the lock may touch the files, and only before a window opens them.
  repair(app.getPath('userData'));
  app.on('window-all-closed', () => app.quit());
  const running = new ConsoleApp(environment, isOwn);
  app.on('second-instance', (_event, argv) => running.openTicket(ticketInArguments(argv)));
  // macOS: a click on the icon in the dock.
  app.on('activate', () => running.openTicket(null));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    running.openTicket(ticketInLink(url));
  });
  void app.whenReady().then(() => running.open());
}

function repair(userData: string): void {
  try {
    for (const { file, fromBytes, toBytes } of repairIndexedDb(userData)) {
      log(`cut a torn write off ${path.basename(file)}: ${fromBytes} to ${toBytes} bytes`);
    }
  } catch (error) {
    log(`the local database could not be checked (${reason(error)})`);
  }
}

/** The running app: its files, its windows, and what passes between the desktop and their pages. */
class ConsoleApp {
  readonly #environment: Environment;
  readonly #isOwn: IsOwn;
  readonly #settings: SettingsFileStore;
  readonly #events: PageEvents;
  readonly #alerts: DeskAlerts;
  readonly #face: DesktopFace;
  readonly #focused = new FocusedTickets();
  readonly #windows = new WindowSet<BrowserWindow>({ make: (page) => this.#make(page), bringToFront });
  #isOpen = false;
  #askedEarly: string | null = null;
  #resumedAtMs = 0;

  constructor(environment: Environment, isOwn: IsOwn) {
    this.#environment = environment;
    this.#isOwn = isOwn;
    this.#settings = new SettingsFileStore(inProfile('settings.json'));
    drawIn(chromiumLocale(this.#language()));
    this.#events = new PageEvents(isOwn);
    this.#alerts = new DeskAlerts({
      settings: this.#settings,
      texts: () => this.#texts(),
      file: inProfile,
      isInFront: (ticketId) => this.#focused.isInFront(ticketId),
      openTicket: (ticketId) => this.openTicket(ticketId),
      openQueue: (queueId) => this.#openQueue(queueId),
      onActed: ({ id, ticketId }, action, untilMs) => this.#tell(alertActed, { id, ticketId, action, untilMs }),
      onBreach: () => this.#face.flash(),
      onMute: () => this.#face.refresh(),
      onFailed: (alert) => this.#tell(alertFailed, alert),
    });
    this.#face = new DesktopFace({
      settings: this.#settings,
      texts: () => this.#texts(),
      language: () => this.#language(),
      mute: this.#alerts.mute,
      windows: () => this.#windows.all(),
      newsWindow: () => this.#windows.forNews(),
      openConsole: () => this.openTicket(null),
      openTicket: (ticketId) => this.#alerts.open(ticketId),
    });
  }

  /** Opens the console; once, when Electron is ready. */
  open(): void {
    const { backendOrigin, screenshotFile } = this.#environment;
    if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
    nativeTheme.themeSource = this.#settings.current().theme;
    servePage(session.defaultSession, path.join(app.getAppPath(), 'out/renderer'), backendOrigin);
    hardenSession(session.defaultSession, this.#isOwn);
    answerPage({
      environment: this.#environment,
      isOwn: this.#isOwn,
      secrets: new Secrets(inProfile('sessions.json'), systemCipher),
      settings: this.#settings,
      alerts: this.#alerts,
      onTray: (state) => this.#face.show(state),
      onTicket: (sender, ticketId) => this.#focused.open(sender, ticketId),
      onSettings: (changed, sender) => {
        showMenu(this.#texts());
        this.#face.refresh();
        this.#alerts.settingsChanged();
        this.#events.sendToAll(settingsChanged, changed, sender);
      },
      openWindow: (asked) => this.#openAsked(asked),
    });
    const owner = (): BrowserWindow | null => BrowserWindow.getFocusedWindow() ?? this.#windows.forNews();
    answerExport(this.#isOwn, owner);
    answerMachine(this.#isOwn, inProfile, startAtLogin());
    answerJournal(this.#isOwn, new Journals(inProfile('journal')));
    answerFiles(this.#isOwn, new UnsentFiles(inProfile('unsent-files')), {
      window: owner,
      title: () => this.#texts().saveFile,
    });
    showMenu(this.#texts());
    takeOffLeftovers();
    answerLeftovers((ticketId) => (ticketId === null ? this.openTicket(null) : this.#alerts.open(ticketId)));
    this.#face.open();
    powerMonitor.on('resume', () => this.#resumed());
    powerMonitor.on('unlock-screen', () => this.#alerts.check());

    const { window } = this.#windows.open({ kind: 'console' });
    if (screenshotFile !== null && window !== null) keepScreenshot(window, screenshotFile);
    const ticketId = this.#askedEarly ?? ticketInArguments(process.argv);
    if (ticketId !== null && window !== null) this.#events.send(window.webContents, ticketOpenRequested, { ticketId });
    this.#isOpen = true;
    // What was missed while the app was closed.
    this.#alerts.check();
  }

  /** Brings the console to the front, or opens it, and has it show the ticket where one is named. */
  openTicket(ticketId: string | null): void {
    // macOS hands over the link that starts the app before any window may be made.
    if (!this.#isOpen) {
      this.#askedEarly = ticketId;
      return;
    }
    this.#openAsked({ kind: 'console', ...(ticketId === null ? {} : { show: { kind: 'ticket', ticketId } }) });
  }

  #openQueue(queueId: string | null): void {
    const { window } = this.#windows.open({ kind: 'console' });
    if (queueId !== null && window !== null) this.#events.send(window.webContents, queueOpenRequested, { queueId });
  }

  /** Tells one page: two would do twice what follows from it. */
  #tell<Payload>(channel: EventChannel<Payload>, payload: Payload): void {
    const page = this.#windows.forNews()?.webContents;
    if (page !== undefined) this.#events.send(page, channel, payload);
  }

  #openAsked(asked: WindowRequest): 'opened' | 'broughtToFront' | 'tooMany' {
    const { outcome, window } = this.#windows.open(asked.kind === 'console' ? { kind: 'console' } : asked);
    if (asked.kind !== 'console' || window === null || asked.show === undefined) return outcome;
    const { show } = asked;
    if (show.kind === 'list') this.#events.send(window.webContents, listOpenRequested, show.slice);
    else this.#events.send(window.webContents, ticketOpenRequested, { ticketId: show.ticketId });
    return outcome;
  }

  #make(page: PageWindow): BrowserWindow {
    const { devUrl, isHidden } = this.#environment;
    const window = makeWindow({
      kind: page.kind,
      settings: this.#settings,
      pageUrl: addressOf(page, devUrl ?? `${PAGE_ORIGIN}/index.html`),
      taken: this.#windows.ofKind(page.kind).map((other) => other.getNormalBounds()),
      isHidden,
      texts: () => this.#texts(),
    });
    window.once('closed', () => this.#windows.gone(window));
    this.#events.attach(window.webContents);
    this.#focused.attach(window.webContents);
    this.#face.attach(window, page.kind === 'console');
    return window;
  }

  #language(): Language {
    return languageOf(this.#settings.current(), systemLocale());
  }

  #texts(): Texts {
    return textsIn(this.#language());
  }

  #resumed(): void {
    this.#alerts.check();
    const atMs = Date.now();
    if (Math.abs(atMs - this.#resumedAtMs) < SAME_RESUME_MS) return;
    this.#resumedAtMs = atMs;
    this.#events.sendToAll(powerResumed, { atMs });
  }
}

function inProfile(file: string): string {
  return path.join(app.getPath('userData'), file);
}
