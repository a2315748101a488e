import { expect, onTestFinished, test } from 'vitest';
import { type Change, OUTBOX_CHANGED } from '../../shared/sync/storage.ts';
import { ChangeFeed } from './change-feed.ts';

function aFeed(): { readonly feed: ChangeFeed; readonly heard: Change[] } {
  const feed = new ChangeFeed('change-feed');
  const heard: Change[] = [];
  feed.subscribe((change) => heard.push(change));
  onTestFinished(() => feed.close());
  return { feed, heard };
}

test('what this window has shown is told here after whoever waits for it has gone on, and to the others all the same', async () => {
  const [here, other] = [aFeed(), aFeed()];
  here.feed.publishSoon(OUTBOX_CHANGED);
  // As far as an action is from whoever has asked for it.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect(here.heard).toEqual([]);
  await expect.poll(() => here.heard).toEqual([OUTBOX_CHANGED]);
  await expect.poll(() => other.heard).toEqual([OUTBOX_CHANGED]);
});

test('a window that closes right after has told the others', async () => {
  const [here, other] = [aFeed(), aFeed()];
  here.feed.publishSoon(OUTBOX_CHANGED);
  here.feed.close();
  await expect.poll(() => other.heard).toEqual([OUTBOX_CHANGED]);
  expect(here.heard).toEqual([]);
});

test('a change is told here at once, and to the other windows', async () => {
  const [here, other] = [aFeed(), aFeed()];
  here.feed.publish(OUTBOX_CHANGED);
  expect(here.heard).toEqual([OUTBOX_CHANGED]);
  await expect.poll(() => other.heard).toEqual([OUTBOX_CHANGED]);
});
