import { bulkCommands } from './bulk-commands.ts';
import { byChord, type Command } from './command.ts';
import { consoleCommands } from './console-commands.ts';
import { endShiftCommand } from './end-shift.ts';
import { listCommands } from './list-commands.ts';
import { settingsCommands } from './settings-commands.ts';
import { takeNextCommand } from './take-next.ts';
import { ticketCommands } from './ticket-commands.ts';

/** Everything an agent can do by key, in the order the cheat sheet shows it. */
export const allCommands: readonly Command[] = [
  ...listCommands,
  ...consoleCommands,
  takeNextCommand,
  ...Object.values(ticketCommands),
  endShiftCommand,
  ...bulkCommands,
  ...settingsCommands,
];

/** The command of each chord. */
export const commandByChord = byChord(allCommands);
