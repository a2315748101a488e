/** How wide the agent wants the panes, px; null where they left it to us. `isRail`: the navigation as icons only. */
export type LayoutWishes = {
  readonly isRail: boolean | null;
  readonly navigation: number | null;
  readonly list: number | null;
  readonly context: number | null;
};

/** A pane whose width can be changed. */
export type SizedPane = 'navigation' | 'list' | 'context';

export type PaneSize = { readonly width: number; readonly least: number; readonly most: number };

/** What is side by side at a width of the window, px. What none of it takes is the ticket's. */
export type DeskLayout = {
  /** List or ticket, one at a time. */
  readonly isOnePane: boolean;
  readonly isRail: boolean;
  readonly navigation: PaneSize;
  readonly list: PaneSize;
  /** null: no room beside the ticket, where it is a part of its own. */
  readonly context: PaneSize | null;
};

const ONE_PANE_BELOW = 860;
const RAIL_BELOW = 1_180;
/** Expanded, the navigation would leave nothing to read beside it. */
const ONLY_RAIL_BELOW = 700;
/** What list, ticket and context need together: 1,500 px of window beside the navigation, less beside its rail. */
const CONTEXT_FROM = 1_240;
/** A screen so wide has room to give. */
const VERY_WIDE_FROM = 2_000;
const RAIL_WIDTH = 60;
/** A reply and its buttons. */
const TICKET_LEAST = 460;
const NAVIGATION = { least: 200, usual: 256, most: 360 };
const LIST = { least: 288, most: 640 };
const CONTEXT = { least: 260, most: 520 };
/** A window that is only a ticket shows the context beside it from here. */
const OWN_WINDOW_CONTEXT_FROM = 1_000;

/** No wish at all. */
export const noWishes: LayoutWishes = { isRail: null, navigation: null, list: null, context: null };

/** Puts the console's panes beside one another in a window of `width`: as the agent wants them, as far as there is room. */
export function deskLayout(width: number, wishes: LayoutWishes): DeskLayout {
  const isOnePane = hasOnePane(width);
  const isRail = hasOnlyRail(width) || (wishes.isRail ?? isRailBySelf(width));
  const navigation = isRail
    ? fixed(RAIL_WIDTH)
    : sized(wishes.navigation ?? NAVIGATION.usual, {
        least: NAVIGATION.least,
        most: isOnePane ? NAVIGATION.least : Math.min(NAVIGATION.most, width - LIST.least - TICKET_LEAST),
      });
  const rest = width - navigation.width;
  if (isOnePane) return { isOnePane, isRail, navigation, list: fixed(rest), context: null };
  const hasContext = rest >= CONTEXT_FROM;
  const list = sized(wishes.list ?? usualList(rest), {
    least: LIST.least,
    most: Math.min(LIST.most, rest - TICKET_LEAST - (hasContext ? CONTEXT.least : 0)),
  });
  const context = hasContext ? contextBeside(rest - list.width, wishes.context) : null;
  return { isOnePane, isRail, navigation, list, context };
}

/** How wide the context is beside the ticket in a window of its own; null where there is no room for it. */
export function ownWindowContext(width: number, wish: number | null): PaneSize | null {
  return width < OWN_WINDOW_CONTEXT_FROM ? null : contextBeside(width, wish);
}

/** Whether there is room for list or ticket only. */
export function hasOnePane(width: number): boolean {
  return width < ONE_PANE_BELOW;
}

/** Whether there is no room for more than the rail of the navigation: beside one pane, or beside the least of list and ticket. */
export function hasOnlyRail(width: number): boolean {
  return width < (hasOnePane(width) ? ONLY_RAIL_BELOW : NAVIGATION.least + LIST.least + TICKET_LEAST);
}

/** Whether the navigation is a rail at this width where the agent has not said. */
export function isRailBySelf(width: number): boolean {
  return width < RAIL_BELOW;
}

function contextBeside(rest: number, wish: number | null): PaneSize {
  return sized(wish ?? (rest >= VERY_WIDE_FROM ? 400 : 312), {
    least: CONTEXT.least,
    most: Math.min(CONTEXT.most, rest - TICKET_LEAST),
  });
}

function usualList(rest: number): number {
  if (rest < 1_000) return 336;
  return rest < VERY_WIDE_FROM ? 384 : 460;
}

function sized(wish: number, { least, most }: { readonly least: number; readonly most: number }): PaneSize {
  const top = Math.max(least, most);
  return { width: Math.round(Math.min(top, Math.max(least, wish))), least, most: top };
}

function fixed(width: number): PaneSize {
  return { width, least: width, most: width };
}
