import { BellRing, CircleAlert, CircleCheckBig, Info, X } from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import { chordLabel } from '../../commands/chord.ts';
import { undo } from '../../commands/undo.ts';
import { useOutbox } from '../../db/outbox-view.ts';
import { useWorkspace } from '../../db/workspace.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { useText } from '../../lib/text.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { useDeskLayout } from '../../stores/use-desk-layout.ts';
import { Button } from '../../ui/button.tsx';
import styles from './toast-region.module.css';

const ICONS = {
  success: <CircleCheckBig size={16} aria-hidden />,
  alert: <BellRing size={16} aria-hidden />,
  danger: <CircleAlert size={16} aria-hidden />,
  info: <Info size={16} aria-hidden />,
} as const;

/** Between a notice and what is around it, px. */
const MARGIN = 8;

/** Short notices in the corner, announced politely; what went wrong stays until it is dismissed. */
export function ToastRegion(): ReactElement {
  const say = useText();
  const { toasts, dismiss } = useToastStore();
  return (
    <section className={styles['region']} style={useFreePlace()} aria-label={say('toast.region')} aria-live="polite">
      {toasts.map(({ id, tone, text, seqs }) => (
        <div key={id} className={styles['toast']} data-tone={tone}>
          {ICONS[tone]}
          <Words text={text} />
          <div className={styles['acts']}>
            {seqs.length === 0 ? null : <Undo seqs={seqs} onUndo={() => dismiss(id)} />}
            <Button
              variant="ghost"
              size="sm"
              aria-label={say('common.dismiss')}
              icon={<X size={14} />}
              onClick={() => dismiss(id)}
            />
          </div>
        </div>
      ))}
    </section>
  );
}

/** What a notice says: of several lines, the first is what it is about. */
function Words({ text }: { readonly text: string }): ReactElement {
  const [title, ...rest] = text.split('\n');
  if (rest.length === 0) return <p>{title}</p>;
  return (
    <div className={styles['words']}>
      <p className={styles['title']}>{title}</p>
      {rest.map((line) => (
        <p key={line} className={styles['line']}>
          {line}
        </p>
      ))}
    </div>
  );
}

/**
 * Over the navigation where it is wide enough, so that no ticket is covered; else at the foot of the list, clear of the rail.
 */
function useFreePlace(): CSSProperties {
  const { isRail, navigation } = useDeskLayout();
  if (thisWindow().kind !== 'console') return {};
  return isRail ? { left: navigation.width + MARGIN } : { width: navigation.width - 2 * MARGIN };
}

/** Takes what a notice is about back, for as long as some of it has not been sent. */
function Undo({
  seqs,
  onUndo,
}: {
  readonly seqs: readonly number[];
  readonly onUndo: () => void;
}): ReactElement | null {
  const say = useText();
  const workspace = useWorkspace();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const wanted = new Set(seqs);
  const entries = useOutbox().filter(({ seq, state }) => state === 'kept' && wanted.has(seq));
  if (entries.length === 0) return null;
  return (
    <Button
      size="sm"
      tooltip={`${say('undo.undo')} · ${chordLabel('mod+z', platform)}`}
      onClick={() => {
        onUndo();
        void undo(entries, workspace);
      }}
    >
      {say('undo.undo')}
    </Button>
  );
}
