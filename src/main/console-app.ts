import path from 'node:path';
import { app, nativeTheme, powerMonitor, session, type BrowserWindow } from 'electron';
import { alertFailed, powerResumed, ticketOpenRequested } from '../shared/ipc/contract.ts';
import { ownPages, PAGE_ORIGIN, type IsOwn } from './addresses.ts';
import { AlertSchedule } from './alert-schedule.ts';
import { answerPage, systemLocale } from './answers.ts';
import { LINK_SCHEME, ticketInArguments, ticketInLink } from './deep-link.ts';
import type { Environment } from './environment.ts';
import { answerExport } from './export-answers.ts';
import { answerFiles } from './file-answers.ts';
import { FiredAlerts } from './fired-alerts.ts';
import { repairIndexedDb } from './idb-repair.ts';
import { answerJournal } from './journal-answers.ts';
import { Journals } from './journals.ts';
import { log, reason } from './log.ts';
import { showMenu } from './menu.ts';
import { showNativeAlert } from './native-alerts.ts';
import { PageEvents } from './page-events.ts';
import { registerScheme, servePage } from './scheme.ts';
import { keepScreenshot } from './screenshot.ts';
import { Secrets } from './secrets.ts';
import { hardenContents, hardenSession } from './security.ts';
import { SettingsFileStore } from './settings.ts';
import { systemCipher } from './system-cipher.ts';
import { languageOf, textsIn, type Texts } from './texts.ts';
import { UnsentFiles } from './unsent-files.ts';
import { bringToFront, openWindow } from './window.ts';

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

/** The running app: its files, its window, and what passes between the desktop and the page. */
class ConsoleApp {
  readonly #environment: Environment;
  readonly #isOwn: IsOwn;
  readonly #settings: SettingsFileStore;
  readonly #events: PageEvents;
  readonly #alerts: AlertSchedule;
  #window: BrowserWindow | null = null;
  #resumedAtMs = 0;

  constructor(environment: Environment, isOwn: IsOwn) {
    this.#environment = environment;
    this.#isOwn = isOwn;
    this.#settings = new SettingsFileStore(inProfile('settings.json'));
    this.#events = new PageEvents(isOwn);
    this.#alerts = this.#schedule();
  }

  /** Opens the window; once, when Electron is ready. */
  open(): void {
    const { devUrl, backendOrigin, isHidden, screenshotFile } = this.#environment;
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
      window: () => this.#window,
      onSettings: () => showMenu(this.#texts()),
    });
    answerExport(this.#isOwn, () => this.#window);
    answerJournal(this.#isOwn, new Journals(inProfile('journal')));
    answerFiles(this.#isOwn, new UnsentFiles(inProfile('unsent-files')), {
      window: () => this.#window,
      title: () => this.#texts().saveFile,
    });
    showMenu(this.#texts());
    powerMonitor.on('resume', () => this.#resumed());
    powerMonitor.on('unlock-screen', () => this.#alerts.check());

    const pageUrl = devUrl ?? `${PAGE_ORIGIN}/index.html`;
    const window = openWindow({ settings: this.#settings, pageUrl, isHidden, texts: () => this.#texts() });
    this.#window = window;
    window.on('closed', () => (this.#window = null));
    this.#events.attach(window.webContents);
    if (screenshotFile !== null) keepScreenshot(window, screenshotFile);
    const ticketId = ticketInArguments(process.argv);
    if (ticketId !== null) this.#events.send(ticketOpenRequested, { ticketId });
  }

  /** Brings the window to the front, and has the page open the ticket where one is named. */
  openTicket(ticketId: string | null): void {
    if (this.#window !== null) bringToFront(this.#window);
    if (ticketId !== null) this.#events.send(ticketOpenRequested, { ticketId });
  }

  #texts(): Texts {
    return textsIn(languageOf(this.#settings.current(), systemLocale()));
  }

  #schedule(): AlertSchedule {
    return new AlertSchedule({
      nowMs: () => Date.now(),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      fired: new FiredAlerts(inProfile('fired-alerts.json')),
      fire: ({ id, ticketId, title, body, urgency }) =>
        this.#show({ id, title, body, isCritical: urgency === 'critical' }, ticketId),
      fireLate: (late) => {
        const title = this.#texts().lateAlerts(late.length);
        const body = late
          .slice(0, 3)
          .map((alert) => alert.title)
          .join('\n');
        // One alone still leads to its ticket.
        this.#show(
          { id: `late:${late[0]?.id ?? ''}`, title, body, isCritical: false },
          late.length === 1 ? (late[0]?.ticketId ?? null) : null,
        );
      },
    });
  }

  #show(
    alert: { readonly id: string; readonly title: string; readonly body: string; readonly isCritical: boolean },
    ticketId: string | null,
  ): void {
    const { id, title, body, isCritical } = alert;
    showNativeAlert({
      title,
      body,
      isCritical,
      onClick: () => this.openTicket(ticketId),
      onFailed: () => this.#events.send(alertFailed, { id, title, body }),
    });
  }

  #resumed(): void {
    this.#alerts.check();
    const atMs = Date.now();
    if (Math.abs(atMs - this.#resumedAtMs) < SAME_RESUME_MS) return;
    this.#resumedAtMs = atMs;
    this.#events.send(powerResumed, { atMs });
  }
}

function inProfile(file: string): string {
  return path.join(app.getPath('userData'), file);
}
