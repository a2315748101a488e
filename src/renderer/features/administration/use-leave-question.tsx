import { type ReactElement, useEffect, useState } from 'react';
import { useText } from '../../lib/text.ts';
import { guardLeaving } from '../../stores/leave-guard.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before something unsaved is left: the question, while it is asked. */
export function useLeaveQuestion(isUnsaved: boolean): ReactElement | null {
  const say = useText();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  useEffect(() => (isUnsaved ? guardLeaving((next) => setLeave(() => next)) : undefined), [isUnsaved]);
  if (leave === null) return null;
  const stay = (): void => setLeave(null);
  return (
    <Dialog
      title={say('admin.unsaved')}
      closeLabel={say('common.close')}
      onClose={stay}
      footer={
        <>
          <Button variant="ghost" onClick={stay}>
            {say('admin.goOn')}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              stay();
              leave();
            }}
          >
            {say('admin.discard')}
          </Button>
        </>
      }
    >
      <p>{say('admin.unsavedHint')}</p>
    </Dialog>
  );
}
