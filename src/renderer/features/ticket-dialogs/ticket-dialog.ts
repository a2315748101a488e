import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';

/** What every dialog on a ticket is given. */
export type TicketDialogProps = {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
  readonly onClose: () => void;
};
