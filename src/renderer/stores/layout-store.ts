import { z } from 'zod';
import { create } from 'zustand';
import { parseJson } from '../../shared/lib/parse-json.ts';
import { isRailBySelf, type LayoutWishes, noWishes, type SizedPane } from '../lib/desk-layout.ts';

/** Where this machine keeps it: it belongs to the screen and not to an account, and has to be there before the first paint. */
const KEY = 'patamar:layout';

const pixels = z.int().positive().nullable().catch(null);
const wishesSchema = z.object({
  isRail: z.boolean().nullable().catch(null),
  navigation: pixels,
  list: pixels,
  context: pixels,
});

type LayoutActions = {
  /** Takes what this machine remembers, and from then on what another window changes; before the first paint. */
  readonly load: () => void;
  /** Makes a pane so wide, px; null: as wide as it is by itself. */
  readonly resize: (pane: SizedPane, width: number | null) => void;
  /** The navigation as a rail, or whole again. */
  readonly toggleRail: () => void;
};

/** How the agent wants the panes, on this machine and in all its windows. */
export const useLayoutStore = create<LayoutWishes & LayoutActions>()((set, get) => {
  const change = (patch: Partial<LayoutWishes>): void => {
    set(patch);
    const { isRail, navigation, list, context } = get();
    localStorage.setItem(KEY, JSON.stringify({ isRail, navigation, list, context }));
  };
  return {
    ...noWishes,
    load() {
      window.addEventListener('storage', ({ key }) => {
        if (key === KEY) set(remembered());
      });
      set(remembered());
    },
    resize: (pane, width) => change({ [pane]: width === null ? null : Math.round(width) }),
    toggleRail() {
      const bySelf = isRailBySelf(window.innerWidth);
      const next = !(get().isRail ?? bySelf);
      // What the window does by itself is not remembered, so that a wider or a narrower one still decides.
      change({ isRail: next === bySelf ? null : next });
    },
  };
});

function remembered(): LayoutWishes {
  const parsed = wishesSchema.safeParse(parseJson(localStorage.getItem(KEY) ?? '{}'));
  return parsed.success ? parsed.data : noWishes;
}
