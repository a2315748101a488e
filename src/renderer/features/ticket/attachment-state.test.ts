import { expect, test } from 'vitest';
import { type AttachmentFacts, attachmentState } from './attachment-state.ts';

const attachment = { id: 'a', sizeBytes: 200, storedAtMs: null, authorId: 'ana' };
const mine: AttachmentFacts = {
  attachment,
  place: 'unsent',
  upload: null,
  download: undefined,
  isOnline: true,
  isMessageSent: false,
  isMine: true,
};
const stored: AttachmentFacts = {
  ...mine,
  attachment: { ...attachment, storedAtMs: 1 },
  place: undefined,
  isMessageSent: true,
};

test.each<[string, AttachmentFacts, object]>([
  ['its message waits', mine, { kind: 'kept' }],
  ['its message is through', { ...mine, isMessageSent: true }, { kind: 'queued' }],
  ['there is no line', { ...mine, isOnline: false }, { kind: 'queuedOffline' }],
  [
    'it is on its way',
    { ...mine, isMessageSent: true, upload: { id: 'a', sentBytes: 99, sizeBytes: 200 } },
    { kind: 'uploading', percent: 49 },
  ],
  ['another is on its way', { ...mine, upload: { id: 'b', sentBytes: 99, sizeBytes: 200 } }, { kind: 'kept' }],
  ['it has been sent from here', { ...stored, place: 'copy' }, { kind: 'sent' }],
  ['it was fetched', { ...stored, place: 'copy', isMine: false }, { kind: 'here' }],
  [
    'it was fetched and there is no line',
    { ...stored, place: 'copy', isMine: false, isOnline: false },
    { kind: 'here' },
  ],
  ['its author has not sent it', { ...mine, place: undefined }, { kind: 'pending' }],
  ['it is at the backend', stored, { kind: 'remote' }],
  ['it is at the backend and there is no line', { ...stored, isOnline: false }, { kind: 'remoteOffline' }],
  ['it is coming', { ...stored, download: { kind: 'running', bytes: 50 } }, { kind: 'downloading', percent: 25 }],
  ['it came damaged', { ...stored, download: { kind: 'damaged' } }, { kind: 'failed', why: 'damaged' }],
  [
    'it did not come for want of a line',
    { ...stored, isOnline: false, download: { kind: 'unreachable' } },
    { kind: 'remoteOffline' },
  ],
])('when %s, that is what is said', (_what, facts, state) => {
  expect(attachmentState(facts)).toEqual(state);
});
