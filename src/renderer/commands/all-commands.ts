import { bulkCommands } from './bulk-commands.ts';
import { byChord, type Command } from './command.ts';
import { consoleCommands } from './console-commands.ts';
import { listCommands } from './list-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import { ticketCommands } from './ticket-commands.ts';

/** Everything an agent can do by key, in the order the cheat sheet shows it. */
export const allCommands: readonly Command[] = [
  ...listCommands,
  ...consoleCommands,
  ...Object.values(ticketCommands),
  ...bulkCommands,
  ...settingsCommands,
];

/** The command of each chord. */
export const commandByChord = byChord(allCommands);
