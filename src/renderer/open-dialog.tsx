import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import type { Workspace } from './db/workspace.ts';
import { onDemand } from './lib/on-demand.tsx';
import { type DialogKind, useDialogStore } from './stores/dialog-store.ts';

const ticketDialogs = onDemand(
  async () => (await import('./features/ticket-dialogs/ticket-dialogs.tsx')).TicketDialogs,
);
const palette = onDemand(async () => (await import('./features/palette/palette.tsx')).Palette);
const SyncPanel = lazy(async () => ({ default: (await import('./features/sync/sync-panel.tsx')).SyncPanel }));
const CheatSheet = lazy(async () => ({ default: (await import('./features/help/cheat-sheet.tsx')).CheatSheet }));
const SessionDialogs = lazy(async () => ({
  default: (await import('./features/session/session-dialogs.tsx')).SessionDialogs,
}));
const Welcome = lazy(async () => ({ default: (await import('./features/first-run/welcome.tsx')).Welcome }));
const Tour = lazy(async () => ({ default: (await import('./features/first-run/tour.tsx')).Tour }));

/** The lists are on screen by then; the forms, which a key opens, are fetched when nothing else is to be done. */
const PRELOAD_AFTER_MS = 2_000;

/** The dialog that is open over this window; its code is fetched the first time one of its kind is, or in a quiet moment. */
export function OpenDialog({ workspace }: { readonly workspace: Workspace }): ReactElement | null {
  const open = useDialogStore((state) => state.open);
  useEffect(() => {
    // The key that is held for the palette's comes some time before it.
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Control' || key === 'Meta') void palette.preload();
    };
    window.addEventListener('keydown', onKeyDown);
    let idle: number | undefined;
    const timer = setTimeout(() => {
      idle = requestIdleCallback(() => void ticketDialogs.preload());
    }, PRELOAD_AFTER_MS);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      clearTimeout(timer);
      if (idle !== undefined) cancelIdleCallback(idle);
    };
  }, []);
  if (open === null) return null;
  return <Suspense fallback={null}>{dialogOf(open, workspace)}</Suspense>;
}

function dialogOf(open: DialogKind, workspace: Workspace): ReactElement {
  if (open === 'help') return <CheatSheet />;
  if (open === 'palette') return <palette.Part />;
  if (open === 'welcome') return <Welcome />;
  if (open === 'tour') return <Tour />;
  if (open === 'sync') return <SyncPanel workspace={workspace} />;
  if (open === 'signIn' || open === 'signOut') return <SessionDialogs />;
  return <ticketDialogs.Part workspace={workspace} />;
}
