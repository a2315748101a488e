import { byChord, type Command } from './command.ts';
import { consoleCommands } from './console-commands.ts';
import { ticketCommands } from './ticket-commands.ts';

/** Everything an agent can do by key, in the order the cheat sheet shows it. */
export const allCommands: readonly Command[] = [...consoleCommands, ...Object.values(ticketCommands)];

/** The command of each chord. */
export const commandByChord = byChord(allCommands);
