/** What the person can do on a notification; a click on it is 'open'. */
export const NOTICE_ACTIONS = ['open', 'take', 'snooze', 'acknowledge'] as const;
export type NoticeAction = (typeof NOTICE_ACTIONS)[number];

/** One notification on the desktop. */
export type Notice = {
  readonly id: string;
  /** The ticket that a click leads to, where it is one. */
  readonly ticketId: string | null;
  readonly title: string;
  /** Plain text, as it was written. */
  readonly body: string;
  readonly isCritical: boolean;
  /** The buttons, where the desktop has such, besides the click. */
  readonly actions: readonly NoticeAction[];
  readonly onAction: (action: NoticeAction) => void;
  /** It is no longer on the screen. */
  readonly onGone: () => void;
};
