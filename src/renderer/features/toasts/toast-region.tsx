import { BellRing, CircleAlert, CircleCheckBig, Info, X } from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import { chordLabel } from '../../commands/chord.ts';
import { undo } from '../../commands/undo.ts';
import { useOutbox } from '../../db/outbox-view.ts';
import { useWorkspace } from '../../db/workspace.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { type Toast, useToastStore } from '../../stores/toast-store.ts';
import { useDeskLayout } from '../../stores/use-desk-layout.ts';
import { Button } from '../../ui/button.tsx';
import styles from './toast-region.module.css';

const ICONS = {
  success: <CircleCheckBig size={16} aria-hidden />,
  alert: <BellRing size={16} aria-hidden />,
  danger: <CircleAlert size={16} aria-hidden />,
  info: <Info size={16} aria-hidden />,
} as const;

/** Only there are the list, which notices must not cover, and the alert centre. */
const isInConsole = thisWindow().kind === 'console';

/** Between a notice and what is around it, px. */
const MARGIN = 8;

/**
 * Short notices in the corner, announced politely; what went wrong stays until it is dismissed. Of several alerts, the newest
 * and how many more.
 */
export function ToastRegion(): ReactElement {
  const say = useText();
  const { toasts, dismiss } = useToastStore();
  const { isRail } = useDeskLayout();
  const alerts = toasts.filter(({ tone }) => tone === 'alert');
  const answers = toasts.filter(({ tone }) => tone !== 'alert');
  return (
    <section
      className={styles['region']}
      style={useFreePlace()}
      data-on-list={(isInConsole && isRail) || undefined}
      aria-label={say('toast.region')}
      aria-live="polite"
    >
      <Alerts alerts={alerts} onDismiss={() => dismiss(...alerts.map(({ id }) => id))} />
      {answers.map(({ id, tone, text, seqs }) => (
        <Notice
          key={id}
          tone={tone}
          text={text}
          act={seqs.length === 0 ? null : <Undo seqs={seqs} onUndo={() => dismiss(id)} />}
          onDismiss={() => dismiss(id)}
        />
      ))}
    </section>
  );
}

/** The newest alert, how many came with it, and the way to all of them. */
function Alerts({
  alerts,
  onDismiss,
}: {
  readonly alerts: readonly Toast[];
  readonly onDismiss: () => void;
}): ReactElement | null {
  const say = useText();
  const newest = alerts.at(-1);
  if (newest === undefined) return null;
  const others = alerts.length - 1;
  return (
    <Notice
      tone="alert"
      text={newest.text}
      more={
        others === 0 ? null : isInConsole ? (
          <button
            type="button"
            className={styles['more']}
            onClick={() => {
              useScreenStore.getState().go({ kind: 'alerts' });
              onDismiss();
            }}
          >
            {say('toast.seeAlerts', { count: others })}
          </button>
        ) : (
          <p className={styles['more']}>{say('toast.moreAlerts', { count: others })}</p>
        )
      }
      act={null}
      onDismiss={onDismiss}
    />
  );
}

type NoticeProps = {
  readonly tone: Toast['tone'];
  readonly text: string;
  readonly more?: ReactElement | null;
  readonly act: ReactElement | null;
  readonly onDismiss: () => void;
};

function Notice({ tone, text, more = null, act, onDismiss }: NoticeProps): ReactElement {
  const say = useText();
  return (
    <div className={styles['toast']} data-tone={tone}>
      {ICONS[tone]}
      <Words text={text} more={more} />
      <div className={styles['acts']}>
        {act}
        <Button
          variant="ghost"
          size="sm"
          aria-label={say('common.dismiss')}
          icon={<X size={14} />}
          onClick={onDismiss}
        />
      </div>
    </div>
  );
}

/** What a notice says: of several lines, the first is what it is about. */
function Words({ text, more }: { readonly text: string; readonly more: ReactElement | null }): ReactElement {
  const [title, ...rest] = text.split('\n');
  if (rest.length === 0 && more === null) return <p>{title}</p>;
  return (
    <div className={styles['words']}>
      <p className={styles['title']}>{title}</p>
      {rest.map((line) => (
        <p key={line} className={styles['line']}>
          {line}
        </p>
      ))}
      {more}
    </div>
  );
}

/**
 * Over the navigation where it is wide enough, so that no ticket is covered; else at the foot of the list, clear of the rail.
 */
function useFreePlace(): CSSProperties {
  const { isRail, navigation } = useDeskLayout();
  if (!isInConsole) return {};
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
