import { createContext, useContext } from 'react';
import type { CommandContext } from './command.ts';

/** What commands read, for the buttons and menus below. */
export const CommandContextValue = createContext<CommandContext>({ ticket: null, workspace: null });

/** What commands read to decide whether they apply now. */
export function useCommandContext(): CommandContext {
  return useContext(CommandContextValue);
}
