import type { Tier } from '../../shared/domain/tier.ts';
import { CANCELS, COMEBACKS, NUDGES } from './diagnoses.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

/** How a ticket went, or stands now. `clock` is which countdown its open state is about. */
export type Plot = {
  readonly count: number;
  readonly isOpen: boolean;
  /** The highest tier it gets to. */
  readonly tier: Tier;
  /** For open tickets: which deadline is placed relative to now. */
  readonly clock: 'first_response' | 'accept' | 'resolution';
  readonly tell: (story: Story, random: Random, soonMs: number) => Story;
};

function firstLine(story: Story, random: Random): Story {
  story.open().claim();
  // Who waits for a customer has asked them something.
  if (random.chance(0.7)) {
    story.ask();
    if (random.chance(0.35)) story.wait('waiting_customer');
  }
  if (!random.chance(0.75)) return story.attempt(false);
  story.answer().attempt(false);
  return random.chance(0.8) ? story.hold() : story;
}

function escalated(story: Story, random: Random): Story {
  firstLine(story, random).attempt(false);
  if (random.chance(0.6)) story.hold();
  return story.escalate();
}

function atSecondLine(story: Story, random: Random): Story {
  escalated(story, random).claim().attempt(false).note();
  if (random.chance(0.4)) story.hear(NUDGES);
  if (random.chance(0.5)) story.hold();
  return story;
}

/** The 280 tickets that have ended and the 120 that are open, by how they went. */
export const PLOTS: readonly Plot[] = [
  ended(60, 1, (story, random) =>
    story
      .open()
      .claim()
      .solve(random.chance(0.7) ? 'first_contact' : 'solved'),
  ),
  ended(106, 1, (story, random) => firstLine(story, random).solve()),
  ended(10, 1, (story, random) => firstLine(story, random).solve().hear(COMEBACKS).attempt(false).solve()),
  ended(52, 2, (story, random) => atSecondLine(story, random).solve()),
  ended(14, 2, (story, random) => escalated(story, random).claim().giveBack().claim().ask().answer().solve()),
  ended(24, 3, (story, random) =>
    atSecondLine(story, random).attempt(false).escalate().claim().attempt(false).note().solve(),
  ),
  ended(14, 1, (story, random) => story.open().claim().hold().cancel(random.pick(CANCELS))),
  open(30, 1, 'first_response', (story, random) => (random.chance(0.2) ? story.open().hear(NUDGES) : story.open())),
  open(24, 1, 'resolution', (story, random) => firstLine(story, random)),
  open(14, 1, 'resolution', (story) => story.open().claim().attempt(false).ask().wait('waiting_customer')),
  open(4, 1, 'resolution', (story, _random, soonMs) => story.open().claim().ask().answer().wait('scheduled', soonMs)),
  open(4, 2, 'accept', (story, random) => escalated(story, random).claim().giveBack()),
  open(10, 2, 'accept', (story, random) => escalated(story, random)),
  open(14, 2, 'resolution', (story, random) => atSecondLine(story, random)),
  open(5, 2, 'resolution', (story, random) => atSecondLine(story, random).wait('waiting_vendor')),
  open(5, 3, 'accept', (story, random) => atSecondLine(story, random).attempt(false).escalate()),
  open(7, 3, 'resolution', (story, random) => atSecondLine(story, random).escalate().claim().attempt(false).note()),
  open(3, 3, 'resolution', (story, random) =>
    atSecondLine(story, random).escalate().claim().note().wait('waiting_change'),
  ),
];

function ended(count: number, tier: Tier, tell: Plot['tell']): Plot {
  return { count, tier, isOpen: false, clock: 'resolution', tell };
}

function open(count: number, tier: Tier, clock: Plot['clock'], tell: Plot['tell']): Plot {
  return { count, tier, isOpen: true, clock, tell };
}
