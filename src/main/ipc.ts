import { ipcMain, type WebContents } from 'electron';
import type { InvokeChannel } from '../shared/ipc/channel.ts';
import type { IsOwn } from './addresses.ts';
import { isTrustedFrame } from './security.ts';

/**
 * Answers one channel. A call from another frame than our page's top one, or with arguments that do not fit the contract,
 * rejects in the page with the channel's name and never reaches `handler`.
 */
export function handle<Args, Out>(
  channel: InvokeChannel<Args, Out>,
  isOwn: IsOwn,
  handler: (args: Args, sender: WebContents) => Out | Promise<Out>,
): void {
  ipcMain.handle(channel.name, (event, raw: unknown) => {
    if (!isTrustedFrame(event.senderFrame, isOwn)) throw new Error(`${channel.name}: untrusted sender`);
    const args = channel.args.safeParse(raw);
    // Not the parser's own words: they would repeat the value, which may be a secret, into the page's log.
    if (!args.success) throw new Error(`${channel.name}: bad arguments at ${pathsOf(args.error.issues)}`);
    return handler(args.data, event.sender);
  });
}

function pathsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return issues.map((issue) => issue.path.join('.') || '(root)').join(', ');
}
