import { app, nativeTheme, type WebContents } from 'electron';
import * as alertChannels from '../shared/ipc/alert-channels.ts';
import * as contract from '../shared/ipc/contract.ts';
import type { WindowRequest } from '../shared/ipc/page-window.ts';
import type { IsOwn } from './addresses.ts';
import type { DeskAlerts } from './desk-alerts.ts';
import type { Environment } from './environment.ts';
import { handle } from './ipc.ts';
import type { Secrets } from './secrets.ts';
import type { SettingsFileStore } from './settings.ts';
import { systemCipher } from './system-cipher.ts';
import { firstLanguageTag } from './texts.ts';

/** What the answers to the page are made from. */
export type Answering = {
  readonly environment: Environment;
  readonly isOwn: IsOwn;
  readonly secrets: Secrets;
  readonly settings: SettingsFileStore;
  readonly alerts: DeskAlerts;
  readonly onTray: (state: alertChannels.TrayState) => void;
  /** The page in `sender` has opened a ticket, or none. */
  readonly onTicket: (sender: WebContents, ticketId: string | null) => void;
  /** The settings have changed, at the word of the page in `sender`. */
  readonly onSettings: (changed: contract.Settings, sender: WebContents) => void;
  readonly openWindow: (asked: WindowRequest) => 'opened' | 'broughtToFront' | 'tooMany';
};

/** Answers every channel of the contract. */
export function answerPage(answering: Answering): void {
  const { environment, isOwn, secrets, settings, alerts, onTray, onTicket, onSettings, openWindow } = answering;
  handle(contract.appInfo, isOwn, () => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    locale: systemLocale(),
    backendUrl: environment.backendUrl,
    hasKeyring: systemCipher.isAvailable(),
    isTest: environment.isTest,
  }));
  handle(contract.saveSecret, isOwn, ({ name, value, allowPlain }) => ({
    kept: secrets.save(name, value, allowPlain),
  }));
  handle(contract.loadSecret, isOwn, ({ name }) => ({ value: secrets.load(name) }));
  handle(contract.clearSecret, isOwn, ({ name }) => secrets.clear(name));
  handle(contract.loadSettings, isOwn, () => settings.current());
  handle(contract.saveSettings, isOwn, (patch, sender) => {
    const changed = settings.change(patch);
    nativeTheme.themeSource = changed.theme;
    onSettings(changed, sender);
    return changed;
  });
  handle(alertChannels.planAlerts, isOwn, (plan) => ({ pendingCount: alerts.plan(plan.alerts, plan.isStale) }));
  handle(alertChannels.acknowledgeAlerts, isOwn, ({ ids }) => alerts.acknowledge(ids));
  handle(alertChannels.snoozeAlert, isOwn, ({ id, untilMs }) => alerts.snooze(id, untilMs));
  handle(alertChannels.testAlert, isOwn, () => alerts.test());
  handle(alertChannels.showTray, isOwn, (state) => onTray(state));
  handle(alertChannels.focusedTicket, isOwn, ({ ticketId }, sender) => onTicket(sender, ticketId));
  handle(contract.openWindow, isOwn, (asked) => ({ outcome: openWindow(asked) }));
}

/** The system's first language as a BCP 47 tag; 'en' where it has none, such as in the C locale. */
export function systemLocale(): string {
  return firstLanguageTag([...app.getPreferredSystemLanguages(), app.getLocale()]);
}
