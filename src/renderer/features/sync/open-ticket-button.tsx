import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { showTicket } from '../../commands/open-in-window.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { Button } from '../../ui/button.tsx';

/** Leads from an action to its ticket. */
export function OpenTicketButton({ ticketId }: { readonly ticketId: string | null }): ReactElement | null {
  const say = useText();
  if (ticketId === null) return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={say('outbox.openTicket')}
      tooltip={say('outbox.openTicket')}
      icon={<ArrowRight size={15} />}
      onClick={() => {
        useDialogStore.getState().close();
        showTicket(ticketId);
      }}
    />
  );
}
