import type { PageWindow } from '../shared/ipc/page-window.ts';

/** Each is a process of its own (docs/decisions/0005-windows-by-address.md): more than this is a mistake, or somebody's harm. */
export const MAX_TICKET_WINDOWS = 20;

/** How windows are made and shown. */
export type WindowMaking<W> = {
  make(page: PageWindow): W;
  bringToFront(window: W): void;
};

type Opening<W> =
  | { readonly outcome: 'opened' | 'broughtToFront'; readonly window: W }
  | { readonly outcome: 'tooMany'; readonly window: null };

/** The windows that are open: at most one console, one wallboard, and one for each ticket. */
export class WindowSet<W> {
  readonly #making: WindowMaking<W>;
  readonly #open = new Map<string, { readonly page: PageWindow; readonly window: W }>();

  constructor(making: WindowMaking<W>) {
    this.#making = making;
  }

  /** Opens a window, or brings the one that is open already to the front. */
  open(page: PageWindow): Opening<W> {
    const known = this.#open.get(keyOf(page));
    if (known !== undefined) {
      this.#making.bringToFront(known.window);
      return { outcome: 'broughtToFront', window: known.window };
    }
    if (page.kind === 'ticket' && this.ofKind('ticket').length >= MAX_TICKET_WINDOWS) {
      return { outcome: 'tooMany', window: null };
    }
    const window = this.#making.make(page);
    this.#open.set(keyOf(page), { page, window });
    return { outcome: 'opened', window };
  }

  /** A window has closed. */
  gone(window: W): void {
    for (const [key, known] of this.#open) if (known.window === window) this.#open.delete(key);
  }

  /** All that are open, in the order of their opening. */
  all(): W[] {
    return [...this.#open.values()].map(({ window }) => window);
  }

  /** Those of one kind, in the order of their opening. */
  ofKind(kind: PageWindow['kind']): W[] {
    return [...this.#open.values()].flatMap(({ page, window }) => (page.kind === kind ? [window] : []));
  }

  /** The one window for news that should be told once: the console, else the first that is open; null when none is. */
  forNews(): W | null {
    return this.ofKind('console')[0] ?? this.all()[0] ?? null;
  }
}

function keyOf(page: PageWindow): string {
  return page.kind === 'ticket' ? `ticket:${page.ticketId}` : page.kind;
}
