import { type ReactElement, useCallback, useEffect } from 'react';
import { useTicketDetail } from '../../db/use-ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type DialogKind, useDialogStore } from '../../stores/dialog-store.ts';
import { AllowAttemptsDialog } from './allow-attempts-dialog.tsx';
import { AnswerCallDialog } from './answer-call-dialog.tsx';
import { AssignDialog, BulkAssignDialog } from './assign-dialog.tsx';
import { BulkReportDialog } from './bulk-report-dialog.tsx';
import { BulkResolveDialog } from './bulk-resolve-dialog.tsx';
import { BulkStatusDialog } from './bulk-status-dialog.tsx';
import { CallSupervisorDialog } from './call-supervisor-dialog.tsx';
import { CompleteHandoverDialog } from './complete-handover-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { DeadlineDialog } from './deadline-dialog.tsx';
import { EndShiftDialog } from './end-shift-dialog.tsx';
import { EscalateDialog } from './escalate-dialog.tsx';
import { MacroDialog } from './macro-dialog.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { PromiseDialog } from './promise-dialog.tsx';
import { CancelDialog, ReopenDialog } from './reason-dialog.tsx';
import { ReclassifyDialog } from './reclassify-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { StatusDialog } from './status-dialog.tsx';
import { SubticketDialog } from './subticket-dialog.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { VendorDialog } from './vendor-dialog.tsx';

const DIALOGS: Readonly<Partial<Record<DialogKind, (props: TicketDialogProps) => ReactElement>>> = {
  status: StatusDialog,
  priority: PriorityDialog,
  promise: PromiseDialog,
  vendor: VendorDialog,
  subticket: SubticketDialog,
  deadline: DeadlineDialog,
  escalate: EscalateDialog,
  return: ReturnDialog,
  callSupervisor: CallSupervisorDialog,
  answerCall: AnswerCallDialog,
  completeHandover: CompleteHandoverDialog,
  resolve: ResolveDialog,
  reopen: ReopenDialog,
  cancel: CancelDialog,
  macro: MacroDialog,
  allowAttempts: AllowAttemptsDialog,
  reclassify: ReclassifyDialog,
  assign: AssignDialog,
};

/** The dialog that is open on a ticket, or the one that registers a new ticket. */
export function TicketDialogs({ workspace }: { readonly workspace: Workspace }): ReactElement | null {
  const { open, ticketId, turn, closeOnly } = useDialogStore();
  // What a dialog does may end after another was opened, which is not its to close.
  const close = useCallback(() => closeOnly(turn), [closeOnly, turn]);
  const detail = useTicketDetail(ticketId);
  const Opened = open === null ? undefined : DIALOGS[open];
  const isGone = Opened !== undefined && detail === null;
  useEffect(() => {
    // Its ticket has left the view: a dialog that cannot be seen must not hold the keys.
    if (isGone) close();
  }, [isGone, close]);
  if (open === 'create') return <CreateDialog workspace={workspace} onClose={close} />;
  if (open === 'endShift') return <EndShiftDialog workspace={workspace} onClose={close} />;
  if (open === 'bulkAssign') return <BulkAssignDialog workspace={workspace} onClose={close} />;
  if (open === 'bulkStatus') return <BulkStatusDialog workspace={workspace} onClose={close} />;
  if (open === 'bulkResolve') return <BulkResolveDialog workspace={workspace} onClose={close} />;
  if (open === 'bulkReport') return <BulkReportDialog onClose={close} />;
  if (Opened === undefined || detail === null || detail === undefined) return null;
  return <Opened detail={detail} workspace={workspace} onClose={close} />;
}
