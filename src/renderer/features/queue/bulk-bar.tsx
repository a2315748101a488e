import { CircleCheckBig, CornerDownLeft, Hand, ListChecks, UserRoundPlus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { VisuallyHidden } from 'react-aria-components/VisuallyHidden';
import { bulkCommands } from '../../commands/bulk-commands.ts';
import { chordLabel } from '../../commands/chord.ts';
import { useCommandContext } from '../../commands/command-context.ts';
import { shownChords } from '../../commands/command.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { useBulkStore } from '../../stores/bulk-store.ts';
import { useSelectionStore } from '../../stores/selection-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './bulk-bar.module.css';

const ICONS = {
  'bulk.claim': <Hand size={14} aria-hidden />,
  'bulk.release': <CornerDownLeft size={14} aria-hidden />,
  'bulk.assign': <UserRoundPlus size={14} aria-hidden />,
  'bulk.status': <ListChecks size={14} aria-hidden />,
  'bulk.resolve': <CircleCheckBig size={14} aria-hidden />,
} as const;
const ACTS = ['bulk.claim', 'bulk.release', 'bulk.assign', 'bulk.status', 'bulk.resolve'] as const;

/** Under the list, while tickets are selected: how many, and what can be done with all of them. The count is spoken too. */
export function BulkBar(): ReactElement {
  const say = useText();
  const count = useSelectionStore((state) => state.marked.size);
  const progress = useBulkStore((state) => state.progress);
  return (
    <>
      <VisuallyHidden>
        <output>{count === 0 && progress === null ? '' : say('bulk.selected', { count })}</output>
      </VisuallyHidden>
      {count === 0 ? null : (
        <section className={styles['bar']} data-bulk-bar aria-label={say('bulk.label')}>
          <div className={styles['head']}>
            <p className={styles['count']}>
              {progress === null ? say('bulk.count', { count }) : say('bulk.progress', progress)}
            </p>
            <Button
              variant="ghost"
              size="sm"
              aria-label={say('bulk.clear')}
              tooltip={`${say('bulk.clear')} · Esc`}
              icon={<X size={15} />}
              onClick={() => {
                useSelectionStore.getState().clear();
                focusPlace('list');
              }}
            />
          </div>
          <Acts isBusy={progress !== null} />
        </section>
      )}
    </>
  );
}

function Acts({ isBusy }: { readonly isBusy: boolean }): ReactElement {
  const say = useText();
  const context = useCommandContext();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  return (
    <div className={styles['acts']}>
      {ACTS.map((id) => {
        const command = bulkCommands.find((one) => one.id === id);
        if (command === undefined) return null;
        const keys = shownChords(command).map((chord) => chordLabel(chord, platform));
        return (
          <Button
            key={id}
            size="sm"
            icon={ICONS[id]}
            isDisabled={isBusy}
            tooltip={isBusy ? say('why.bulkUnderWay') : [say(command.labelKey), ...keys].join(' · ')}
            onClick={() => command.run(context)}
          >
            {say(id)}
          </Button>
        );
      })}
    </div>
  );
}
