import type { leavingPtBr } from '../pt-br/leaving.ts';

/** Leaving with unsent work, in English (ICU MessageFormat). A key that Portuguese has and this has not is a type error. */
export const leavingEn: Readonly<Record<keyof typeof leavingPtBr, string>> = {
  'leaving.title': 'Sign out with unsent work?',
  'leaving.body':
    '{unsent, plural, =0 {} one {# action of yours has not reached the server.} other {# actions of yours have not reached the server.}} {refused, plural, =0 {} one {# was refused and waits for you.} other {# were refused and wait for you.}} {files, plural, =0 {} one {# file has not been sent.} other {# files have not been sent.}}',
  'leaving.stay': 'Stay signed in',
  'leaving.leave': 'Sign out',
  'leaving.allSent': 'Everything has reached the server. You can sign out.',
  'leaving.sync': 'Send first',
  'leaving.syncHint': 'Sends now what is kept. What was refused needs you, in Needs attention.',
  'leaving.syncOffline': 'There is no connection to the server now.',
  'leaving.keep': 'Sign out and keep it here',
  'leaving.keepHint': 'Everything stays on this computer and goes on when {email} signs in on it again.',
  'leaving.kept':
    'Kept on this computer for {email}: {count, plural, one {# item} other {# items}}. Sign in with that account again to send.',
  'leaving.export': 'Export to a file…',
  'leaving.exportHint': 'Saves the actions and texts to a file to be read. It sends nothing and does not sign out.',
  'leaving.exported': 'File saved',
  'leaving.exportFailed': 'The file could not be saved. Choose another folder.',
  'leaving.discard': 'Sign out and discard',
  'leaving.discardHint': 'Deletes the actions and texts from this computer for ever.',
  'leaving.discardSure': 'Discard for good and sign out',
  'leaving.options': 'What to do with the unsent work',
};
