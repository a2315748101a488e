import type { attachmentPtBr } from '../pt-br/attachment.ts';

/** Files that go with messages, in English (ICU MessageFormat). */
export const attachmentEn: Readonly<Record<keyof typeof attachmentPtBr, string>> = {
  'attachment.add': 'Attach files',
  'attachment.addTooltip': 'Attach files: you can also drag or paste them (up to 25 MB each)',
  'attachment.adding': 'Keeping the file…',
  'attachment.drafts': 'Files that go along',
  'attachment.remove': 'Remove {name}',
  'attachment.drop': 'Drop to attach',
  'attachment.list': 'Attachments',
  'attachment.refused.empty': '“{name}” is empty. Check the file and attach it again.',
  'attachment.refused.too_large':
    '“{name}” is {size}; the limit is 25 MB per file. Compress or split it, or send a link.',
  'attachment.refused.too_many':
    '“{name}” did not fit: a message takes up to 10 files. Send this one and attach the rest to the next.',
  'attachment.refused.unreadable':
    '“{name}” could not be read. If it is a folder, compress it; else check that the file is still there and attach it again.',
  'attachment.refused.storage':
    '“{name}” did not fit on this computer. Free some disk space and attach it again; the original is where it was.',
  'attachment.dismiss': 'Dismiss notice',
  'attachment.state.kept': 'Kept here; goes with the message',
  'attachment.state.queued': 'Kept here; to be sent',
  'attachment.state.queuedOffline': 'Kept here; goes when you are online',
  'attachment.state.uploading': 'Sending… {percent}%',
  'attachment.state.sent': 'Sent',
  'attachment.state.here': 'On this computer',
  'attachment.state.pending': 'Has not come from its author’s computer yet',
  'attachment.state.remote': 'Not downloaded',
  'attachment.state.remoteOffline': 'Not downloaded; available when you are online',
  'attachment.state.downloading': 'Downloading… {percent}%',
  'attachment.failed.unreachable': 'The server did not answer. What has come stays; try again.',
  'attachment.failed.damaged': 'The file arrived damaged and was thrown away. Download it again.',
  'attachment.failed.refused': 'The server does not hand this file out. The ticket may have left your view.',
  'attachment.failed.storage': 'There is no room on this computer. Free some disk space and download it again.',
  'attachment.download': 'Download {name}',
  'attachment.cancel': 'Stop downloading {name}',
  'attachment.save': 'Save {name}',
  'attachment.saved': '“{name}” saved',
  'attachment.saveFailed': '“{name}” could not be saved in that folder. Choose another.',
  'attachment.preview': 'Image {name}',
  'attachment.typed': 'Attachment: {name}',
  'field.attachments': 'files',
  'sync.filesUnsent': '{count, plural, one {# file to send} other {# files to send}}',
};
