import type { CDPSession, Page } from '@playwright/test';
import { goTo } from '../console/interactions.ts';

/** A frame of a screen of 60 Hz. */
const FRAME_MS = 1_000 / 60;
const SPEED_PX_PER_S = 2_400;
const DISTANCE_PX = 12_000;

export type Scrolling = {
  readonly frames: number;
  /** Frames of the page that were due while it scrolled and did not come. */
  readonly dropped: number;
  readonly longestGapMs: number;
  /** Frames in which a part of the list was seen without its rows. */
  readonly blank: number;
};

/**
 * Scrolls the list of all tickets down as a finger on a touchpad does, by input of the browser's own, and counts the page's
 * frames meanwhile.
 */
export async function measureScrolling(page: Page, session: CDPSession): Promise<Scrolling> {
  await goTo(page, { title: 'Todos os chamados', lane: 'open' });
  const box = await page.locator('#ticket-list').boundingBox();
  if (box === null) throw new Error('there is no list to scroll');
  await page.evaluate(watchFrames);
  await session.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: -DISTANCE_PX,
    speed: SPEED_PX_PER_S,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  const { gaps, blank } = await page.evaluate(() => window.patamarFrames());
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  const longest = Math.max(0, ...gaps);
  return { frames: gaps.length, dropped, longestGapMs: Math.round(longest * 10) / 10, blank };
}

declare global {
  interface Window {
    /** Ends the watch: the times between the frames in which the list moved, ms, and in how many it had a hole. */
    patamarFrames: () => { readonly gaps: readonly number[]; readonly blank: number };
  }
}

/** Has the page write down its frames while the list moves. */
function watchFrames(): void {
  const list = document.getElementById('ticket-list');
  if (list === null) throw new Error('there is no list');
  const gaps: number[] = [];
  let blank = 0;
  let isOver = false;
  let lastMs = performance.now();
  let lastTop = list.scrollTop;
  let wasMoving = false;
  const frame = (atMs: number): void => {
    const isMoving = list.scrollTop !== lastTop;
    if (isMoving && wasMoving) gaps.push(atMs - lastMs);
    if (isMoving) {
      const { left, bottom, width } = list.getBoundingClientRect();
      const row = document.elementFromPoint(left + width / 2, bottom - 8)?.closest('[role=option]') ?? null;
      if (row === null) blank += 1;
    }
    wasMoving = isMoving;
    lastMs = atMs;
    lastTop = list.scrollTop;
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.patamarFrames = () => {
    isOver = true;
    return { gaps, blank };
  };
}
