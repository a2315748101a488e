import type { ReactElement } from 'react';
import type { SlaClock } from '../../../../shared/sla/clocks.ts';
import { type EffectKind, EFFECTS } from '../../../../shared/sla/effect.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { clockName, clockRemaining } from '../../../lib/clock-text.ts';
import { shortMoment } from '../../../lib/format-time.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { ticketNumber } from '../../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../../lib/use-now.ts';
import type { Language } from '../../../stores/settings-store.ts';
import type { Effect, Example } from './measure-effect.ts';
import { type SlaDraft, useEffectOnTickets, useEffectStore } from './use-effect-on-tickets.ts';
import styles from './effect-panel.module.css';

/** What becomes of today's open tickets when what is typed is saved: how many change how, and the worst of them. */
export function EffectPanel({
  draft,
  workspace,
}: {
  readonly draft: SlaDraft;
  readonly workspace: Workspace;
}): ReactElement {
  const say = useText();
  const state = useEffectOnTickets(draft, workspace);
  return (
    <section className={styles['panel']} aria-labelledby="sla-effect">
      <h3 id="sla-effect" className={styles['title']}>
        {say('effect.title')}
      </h3>
      {state.kind === 'counted' ? (
        <Counted effect={state.effect} />
      ) : (
        <p className={styles['hint']}>{say(`effect.${state.kind}`)}</p>
      )}
    </section>
  );
}

/** What a change makes of open tickets, once it has been worked out. */
export function Counted({ effect: { total, counts, examples, asOfMs } }: { readonly effect: Effect }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const isLater = asOfMs > nowMs + 60_000;
  return (
    <>
      <p className={styles['hint']}>
        {isLater
          ? say('effect.basisLater', { count: total, when: shortMoment(language, asOfMs, nowMs) })
          : say('effect.basis', { count: total })}
      </p>
      <ul className={styles['counts']} aria-label={say('effect.title')}>
        {EFFECTS.filter((kind) => counts[kind] > 0 || kind === 'same').map((kind) => (
          <li key={kind} data-kind={kind}>
            {say(`effect.${kind}`, { count: counts[kind] })}
          </li>
        ))}
      </ul>
      {examples.length === 0 ? null : (
        <ul className={styles['examples']} aria-label={say('effect.examples')}>
          {examples.map((example) => (
            <ExampleRow key={example.ticket.id} example={example} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </>
  );
}

function ExampleRow({ example, nowMs }: { readonly example: Example; readonly nowMs: number }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { ticket, effect } = example;
  const { before, after, kind } = effect;
  const named = after ?? before;
  return (
    <li className={styles['example']} data-kind={kind}>
      <span className={styles['ticket']}>
        <strong>{ticketNumber(ticket, say)}</strong> {ticket.subject}
      </span>
      <span className={styles['clock']}>
        {named === null ? '' : `${clockName(named, language)}: `}
        {dueText(before, language, nowMs) ?? say('effect.noClock')}
        {' → '}
        <strong>
          {dueText(after, language, nowMs) ?? say('effect.noClock')}
          {kind === 'breaches' ? ` (${say('effect.breachedMark')})` : ''}
        </strong>
      </span>
    </li>
  );
}

/** When a clock is due; of one that stands, what remains. */
function dueText(clock: SlaClock | null, language: Language, nowMs: number): string | null {
  if (clock === null) return null;
  return clock.deadlineAtMs === null
    ? clockRemaining(clock, language)
    : shortMoment(language, clock.deadlineAtMs, nowMs);
}

const CHANGES = ['breaches', 'earlier', 'loses', 'gains', 'later'] as const satisfies readonly EffectKind[];

/** The same in a line beside the button that saves. */
export function EffectNotice(): ReactElement | null {
  const say = useText();
  const state = useEffectStore((store) => store.state);
  if (state.kind !== 'counted') return null;
  const { counts } = state.effect;
  const told = CHANGES.filter((kind) => counts[kind] > 0).map((kind) =>
    say(kind === 'breaches' ? 'effect.breaches' : `effect.short.${kind}`, { count: counts[kind] }),
  );
  return (
    <output className={styles['notice']} data-breaches={counts.breaches > 0 || undefined}>
      {told.length === 0 ? say('effect.nothing') : say('effect.notice', { changes: told.join(' · ') })}
    </output>
  );
}
