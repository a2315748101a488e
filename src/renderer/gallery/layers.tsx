import { Ellipsis } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { say } from '../lib/text.ts';
import type { Language } from '../stores/settings-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { Menu } from '../ui/menu.tsx';
import { Part } from './part.tsx';
import styles from './gallery.module.css';

function nothing(): void {}

/** What comes over the rest: opened by its button. */
export function Layers({ language }: { readonly language: Language }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <Part name="menu, tooltip, dialog">
      <div className={styles['row']}>
        <Menu
          label={say(language, 'common.moreActions')}
          placement="bottom start"
          groups={[
            {
              id: 'work',
              title: say(language, 'help.group.work'),
              entries: [
                { id: 'claim', label: say(language, 'command.ticket.claim'), keys: 'C', onAction: nothing },
                {
                  id: 'close',
                  label: say(language, 'command.ticket.close'),
                  whyDisabled: say(language, 'why.notResolved'),
                  onAction: nothing,
                },
                { id: 'light', label: say(language, 'settings.theme.light'), isChosen: true, onAction: nothing },
              ],
            },
          ]}
        >
          <Button aria-label={say(language, 'common.moreActions')} icon={<Ellipsis size={16} />} />
        </Menu>
        <Button tooltip={say(language, 'clock.estimatedWhy')}>{say(language, 'clock.estimated')}</Button>
        <Button onClick={() => setOpen(true)}>{say(language, 'create.title')}</Button>
      </div>
      {isOpen ? (
        <Dialog
          title={say(language, 'create.title')}
          closeLabel={say(language, 'common.close')}
          onClose={() => setOpen(false)}
          footer={<Button variant="primary">{say(language, 'create.submit')}</Button>}
        >
          <TextArea
            label={say(language, 'create.description')}
            error={say(language, 'dialog.invalid')}
            value=""
            onChange={nothing}
          />
        </Dialog>
      ) : null}
    </Part>
  );
}
