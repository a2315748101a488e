import { type ReactElement, useRef, useState, useSyncExternalStore } from 'react';
import type { Policy } from '../../../../shared/sla/policy.ts';
import { signedInConsole } from '../../../db/current-console.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { useText } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Counted } from './effect-panel.tsx';
import { type Effect, measureEffect } from './measure-effect.ts';
import { rulesOfMove } from './use-effect-on-tickets.ts';

/** Policies that have moved, and what comes of it: the person has to agree. */
type Asked = { readonly name: string; readonly effect: Effect; readonly save: () => Promise<void> };

type MovePolicy = {
  /** Saves a move: at once where no open ticket changes, else when the person has seen which. Null until it can be told. */
  readonly move:
    | ((name: string, moved: readonly Policy[], bases: readonly Policy[], save: () => Promise<void>) => Promise<void>)
    | null;
  /** What is asked, where something is. */
  readonly question: ReactElement | null;
};

/** Puts policies in another order, and says first what becomes of today's open tickets: of two that match, the first decides. */
export function useMovePolicy(workspace: Workspace): MovePolicy {
  const { openTickets } = signedInConsole();
  const records = useSyncExternalStore(openTickets.subscribe, openTickets.get);
  const [asked, setAsked] = useState<Asked | null>(null);
  const latest = useRef<AbortController>(null);
  const move: MovePolicy['move'] =
    records === null
      ? null
      : async (name, moved, bases, save) => {
          latest.current?.abort();
          const abort = new AbortController();
          latest.current = abort;
          const { before, after, asOfMs } = rulesOfMove(moved, bases, workspace, currentNowMs());
          const tickets = records.map(({ row }) => row);
          const effect = await measureEffect(tickets, before, after, asOfMs, abort.signal);
          if (effect === null || abort.signal.aborted) return;
          if (effect.counts.same === effect.total) await save();
          else setAsked({ name, effect, save });
        };
  const question = asked === null ? null : <MoveQuestion {...asked} onClose={() => setAsked(null)} />;
  return { move, question };
}

/** Which open tickets a move changes, and how, before it is saved. */
function MoveQuestion({ name, effect, save, onClose }: Asked & { readonly onClose: () => void }): ReactElement {
  const say = useText();
  return (
    <Dialog
      title={say('policy.moveTitle', { name })}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      onSubmit={async () => {
        await save();
        onClose();
      }}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {say('common.cancel')}
          </Button>
          <Button type="submit" variant="primary">
            {say('policy.move')}
          </Button>
        </>
      }
    >
      <Counted effect={effect} />
    </Dialog>
  );
}
