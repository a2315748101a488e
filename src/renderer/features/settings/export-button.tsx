import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { exportUnsent } from '../../commands/export-unsent.ts';
import { useAttention, useOutbox } from '../../db/outbox-view.ts';
import { useText } from '../../lib/text.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';

/** Saves what is unsent in a file to be read. */
export function ExportButton(): ReactElement {
  const say = useText();
  const outbox = useOutbox();
  const attention = useAttention();
  const notify = useToastStore((state) => state.add);
  const save = async (): Promise<void> => {
    try {
      if (await exportUnsent(outbox, attention)) notify('success', say('leaving.exported'));
    } catch {
      // Main has said why in its log; nothing has been written.
      notify('danger', say('leaving.exportFailed'));
    }
  };
  return (
    <Button icon={<Download size={14} aria-hidden />} onClick={() => void save()}>
      {say('machine.export')}
    </Button>
  );
}
