import type { MenuItemConstructorOptions } from 'electron';
import type { TrayState } from '../shared/ipc/alert-channels.ts';
import type { Texts } from './texts.ts';

/** What the menu does. */
export type TrayWishes = {
  readonly openTicket: (ticketId: string) => void;
  readonly openConsole: () => void;
  readonly toggleMute: () => void;
  readonly quit: () => void;
};

/** The menu of the icon in the tray: the most urgent tickets, the console, an hour of silence, and the end. */
export function trayMenu(
  { urgent }: TrayState,
  { tray }: Texts,
  /** The time of day until which the alerts are muted; null when they are not. */
  mutedUntil: string | null,
  wishes: TrayWishes,
): MenuItemConstructorOptions[] {
  const tickets = urgent.map(({ ticketId, text }): MenuItemConstructorOptions => ({
    // A single & would mark the letter after it as the key for this entry.
    label: text.replaceAll('&', '&&'),
    click: () => wishes.openTicket(ticketId),
  }));
  return [
    ...(tickets.length > 0 ? tickets : [{ label: tray.nothingUrgent, enabled: false }]),
    { type: 'separator' },
    { label: tray.open, click: wishes.openConsole },
    {
      label: mutedUntil === null ? tray.mute : tray.muted(mutedUntil),
      type: 'checkbox',
      checked: mutedUntil !== null,
      click: wishes.toggleMute,
    },
    { type: 'separator' },
    { label: tray.quit, click: wishes.quit },
  ];
}
