import type { ReactNode } from 'react';

/** One line of the palette. */
export type PaletteItem = {
  /** What it is and which: "command:ticket.claim", "ticket:<id>". By this it is remembered. */
  readonly id: string;
  readonly label: string;
  /** Said beside the label, in a weaker tone; it is found by it too. */
  readonly about?: string;
  /** The keys that do the same, as caps. */
  readonly keys?: readonly string[];
  /** Why it does nothing now; null when it can be used. */
  readonly why: string | null;
  readonly icon: ReactNode;
  /** Whether it needs nothing of the desk; the desk is shown for all others. */
  readonly isForEveryScreen?: boolean;
  readonly run: () => void;
};

export type PaletteGroup = { readonly id: string; readonly title: string; readonly items: readonly PaletteItem[] };
