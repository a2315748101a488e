import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { moveAllInOrder, type Move } from '../../../../shared/domain/move-in-order.ts';
import type { AdminItem } from '../../../../shared/protocol/admin.ts';
import type { Policy } from '../../../../shared/sla/policy.ts';
import { signedInConsole } from '../../../db/current-console.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { AddedUp } from '../../../lib/added-up.ts';
import { useText } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { itemsNow } from '../../../queries/administration.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useMoves } from '../move-rows.tsx';
import { Counted } from './effect-panel.tsx';
import { type Effect, measureEffect } from './measure-effect.ts';
import { savedPolicy } from './policy-edits.ts';
import { rulesOfMove } from './use-effect-on-tickets.ts';
import styles from './move-policy.module.css';

/** What all the moves come to, and what comes of it for today's open tickets. */
type Plan = {
  /** The policies that were moved, by name. */
  readonly names: readonly string[];
  /** All of them, by name, in the order wanted. */
  readonly order: readonly string[];
  readonly effect: Effect;
  readonly save: () => Promise<boolean>;
};

/** A plan that the person has to agree to. */
type Asked = { readonly plan: Plan; readonly answer: (isSaved: boolean | Promise<boolean>) => void };

type MovePolicy = {
  /**
   * Moves a policy among those that the backend has. Moves that follow fast on each other are one change, saved at once
   * where no open ticket changes, else when the person has seen which. Null until that can be told.
   */
  readonly move: ((move: Move) => void) | null;
  /** What is asked, where something is. */
  readonly question: ReactElement | null;
};

/** Policies in the order in which they are asked. */
export function inPolicyOrder(items: readonly AdminItem<Policy>[]): Policy[] {
  return items.map(({ row }) => row).toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** Puts policies in another order, and says first what becomes of today's open tickets: of two that match, the first decides. */
export function useMovePolicy(workspace: Workspace): MovePolicy {
  const client = useQueryClient();
  const { saveMoved } = useMoves('policy');
  const { openTickets } = signedInConsole();
  const records = useSyncExternalStore(openTickets.subscribe, openTickets.get);
  const [asked, setAsked] = useState<Asked | null>(null);

  const plan = async (moves: readonly Move[], signal: AbortSignal): Promise<Plan | null> => {
    const items = itemsNow(client, 'policy');
    const bases = inPolicyOrder(items);
    const moved = moveAllInOrder(bases, moves).map(savedPolicy);
    // Back to where it was.
    if (moved.length === 0) return null;
    const { before, after, asOfMs } = rulesOfMove(moved, bases, workspace, currentNowMs());
    const tickets = (records ?? []).map(({ row }) => row);
    const effect = await measureEffect(tickets, before, after, asOfMs, signal);
    if (effect === null) return null;
    const nameOf = new Map(bases.map(({ id, name }) => [id, name]));
    const positionOf = new Map([...bases, ...moved].map(({ id, position }) => [id, position]));
    const place = ({ id }: Policy): number => positionOf.get(id) ?? 0;
    return {
      names: [...new Set(moves.map(({ id }) => id))].map((id) => nameOf.get(id) ?? id),
      order: bases.toSorted((a, b) => place(a) - place(b)).map(({ name }) => name),
      effect,
      save: () => saveMoved(items, moved),
    };
  };
  const carryOut = async (made: Plan): Promise<boolean> => {
    if (made.effect.counts.same === made.effect.total) return made.save();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    setAsked({ plan: made, answer: resolve });
    return promise;
  };
  const now = useRef({ plan, carryOut });
  useEffect(() => {
    now.current = { plan, carryOut };
  });
  const moves = useRef<AddedUp<Move, Plan>>(null);
  moves.current ??= new AddedUp({
    plan: (steps, signal) => now.current.plan(steps, signal),
    carryOut: (made) => now.current.carryOut(made),
  });
  return {
    move: records === null ? null : (move) => void moves.current?.add(move),
    question: asked === null ? null : <MoveQuestion {...asked} onClose={() => setAsked(null)} />,
  };
}

/** Which open tickets a move changes, and how, before it is saved. */
function MoveQuestion({ plan, answer, onClose }: Asked & { readonly onClose: () => void }): ReactElement {
  const say = useText();
  const { names, order, effect, save } = plan;
  const close = (): void => {
    // While it is saved, what comes of that is the answer.
    answer(false);
    onClose();
  };
  return (
    <Dialog
      title={
        names.length === 1
          ? say('policy.moveTitle', { name: names[0] ?? '' })
          : say('policy.moveSeveralTitle', { count: names.length })
      }
      closeLabel={say('common.cancel')}
      onClose={close}
      onSubmit={async () => {
        const saving = save();
        answer(saving);
        await saving;
        onClose();
      }}
      footer={
        <>
          <Button variant="ghost" onClick={close}>
            {say('common.cancel')}
          </Button>
          <Button type="submit" variant="primary">
            {say('policy.move')}
          </Button>
        </>
      }
    >
      <section aria-labelledby="policy-new-order">
        <h3 id="policy-new-order" className={styles['title']}>
          {say('policy.newOrder')}
        </h3>
        <ol className={styles['order']}>
          {order.map((name) => (
            <li key={name} data-moved={names.includes(name) || undefined}>
              {name}
            </li>
          ))}
        </ol>
      </section>
      <Counted effect={effect} />
    </Dialog>
  );
}
