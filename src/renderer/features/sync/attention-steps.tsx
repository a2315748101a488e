import { Copy, FilePen, NotebookPen, PenLine, RotateCcw, SendHorizontal, Trash2 } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { MessageKey } from '../../../shared/i18n/messages.pt-br.ts';
import { explain } from '../../commands/explain.ts';
import { perform } from '../../commands/perform.ts';
import { giveFilesBack } from '../../db/files.ts';
import { type AttentionEntry, discardAttention, retryAttention } from '../../db/outbox-view.ts';
import type { Workspace } from '../../db/workspace.ts';
import { attachmentsOf, typedText } from '../../lib/mutation-label.ts';
import { newId } from '../../lib/new-id.ts';
import { currentText, useText } from '../../lib/text.ts';
import { useComposerStore } from '../../stores/composer-store.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { addToDraft } from '../../stores/draft-store.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { formOf, type NextStep, nextSteps } from './next-steps.ts';
import styles from './sync-panel.module.css';

type StepsProps = {
  readonly entry: AttentionEntry;
  /** As it is now; null when it is not in view. */
  readonly ticket: Ticket | null;
  readonly workspace: Workspace | null;
};

const LOOKS: Readonly<Record<NextStep, { readonly label: MessageKey; readonly icon: ReactNode }>> = {
  sendAnyway: { label: 'attention.sendAnyway', icon: <SendHorizontal size={13} aria-hidden /> },
  retry: { label: 'attention.retry', icon: <RotateCcw size={13} aria-hidden /> },
  edit: { label: 'attention.edit', icon: <PenLine size={13} aria-hidden /> },
  form: { label: 'attention.form', icon: <FilePen size={13} aria-hidden /> },
  note: { label: 'attention.toNote', icon: <NotebookPen size={13} aria-hidden /> },
  copy: { label: 'common.copy', icon: <Copy size={13} aria-hidden /> },
  discard: { label: 'attention.discard', icon: <Trash2 size={13} aria-hidden /> },
};

/** What can be done with a refused action, the likeliest first; discarding asks a second time. */
export function AttentionSteps({ entry, ticket, workspace }: StepsProps): ReactElement {
  const say = useText();
  const [isDiscarding, setDiscarding] = useState(false);
  const isBusy = useRef(false);
  const take = async (step: NextStep): Promise<void> => {
    // A second press must not send a second reply.
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      if (step === 'discard') setDiscarding(true);
      else await STEPS[step](entry, workspace);
    } finally {
      isBusy.current = false;
    }
  };
  if (isDiscarding) {
    return (
      <div className={styles['steps']}>
        <span className={styles['question']}>{say('attention.discardQuestion')}</span>
        <Button size="sm" variant="danger" onClick={() => void discardAttention(entry.id)}>
          {say('attention.confirmDiscard')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDiscarding(false)}>
          {say('common.cancel')}
        </Button>
      </div>
    );
  }
  const steps = nextSteps(entry, { ticket, workspace });
  return (
    <div className={styles['steps']}>
      {steps.map((step, index) => (
        <Button
          key={step}
          size="sm"
          variant={step === 'discard' ? 'danger' : index === 0 && step !== 'copy' ? 'primary' : 'secondary'}
          icon={LOOKS[step].icon}
          onClick={() => void take(step)}
        >
          {say(LOOKS[step].label)}
        </Button>
      ))}
    </div>
  );
}

type CarryOut = (entry: AttentionEntry, workspace: Workspace | null) => Promise<void>;

/** How each step is carried out. What was typed is let go only when it is kept in its new place. */
const STEPS: Readonly<Record<Exclude<NextStep, 'discard'>, CarryOut>> = {
  async sendAnyway({ id, name, args }, workspace) {
    // The agent has read what came meanwhile: the same reply, said to be meant all the same.
    const anyway = { ...objectOf(args), messageId: newId(), evenIfMoved: true };
    if (await perform(name, anyway, workspace, 'attention.retried')) await discardAttention(id);
  },
  async retry({ id }, workspace) {
    const notify = useToastStore.getState().add;
    const say = currentText();
    try {
      const outcome = await retryAttention(id);
      if (outcome.ok) notify('success', say('attention.retried'));
      else notify('danger', say('dialog.refused', { reason: explain(outcome.error, workspace) }));
    } catch {
      // Storage failed: what was typed is still here.
      notify('danger', say('toast.storage'));
    }
  },
  async edit({ id, ticketId, args }) {
    if (ticketId === null) return;
    await addToDraft(`reply:${ticketId}`, typedText(args));
    await giveFilesBack(args);
    await discardAttention(id);
    useScreenStore.getState().showDesk('ticket');
    useViewStore.getState().select(ticketId);
    useDialogStore.getState().close();
    useComposerStore.getState().write(ticketId, 'reply');
  },
  async form({ id, name, args, ticketId }) {
    const form = formOf(name);
    if (form === undefined) return;
    useDialogStore.getState().show(form, form === 'create' ? null : ticketId, { id, name, args });
  },
  async note({ id, ticketId, args }, workspace) {
    const note = { ticketId, messageId: newId(), body: typedText(args), ...attachmentsOf(args) };
    if (await perform('ticket.note', note, workspace, 'attention.noted')) await discardAttention(id);
  },
  async copy({ args }) {
    await navigator.clipboard.writeText(typedText(args));
    useToastStore.getState().add('info', currentText()('common.copied'));
  },
};

function objectOf(args: unknown): object {
  return typeof args === 'object' && args !== null ? args : {};
}
