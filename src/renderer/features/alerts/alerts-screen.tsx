import { BellRing, CheckCheck, CloudOff, X } from 'lucide-react';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { ALERT_KINDS } from '../../../shared/notifications/kinds.ts';
import { acknowledge } from '../../commands/alert-acts.ts';
import { type AlertRecord, readNewAlerts, useAlertLog, useNewAlertCount } from '../../db/use-alerts.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { type AlertFilter, isOfKind, NO_FILTER, passes } from './alert-filters.ts';
import { AlertList } from './alert-list.tsx';
import styles from './alerts-screen.module.css';

/** A copy this old may no longer be true. */
const STALE_MS = 10 * 60_000;
/** Fewer than fill a large window. */
const FEW = 30;

/** Back to list and ticket. */
function leave(): void {
  useScreenStore.getState().go({ kind: 'desk' });
  focusPlace('list');
}

/** What the person was told of in the last days, how it stands, and what to do with it; Esc goes back to list and ticket. */
export function AlertsScreen({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { alerts, isReady, hasMore, showMore } = useAlertLog();
  const nowMs = useNowMinuteMs();
  const [filter, setFilter] = useState(NO_FILTER);
  useEscape(leave);
  const userId = workspace.me.id;
  const newCount = useNewAlertCount();
  const shown = alerts.filter((alert) => passes(alert, filter, userId, nowMs));
  // Of all that there are, not only of what has been read: that the filter asks for news is so of all of them.
  const isAsked = useCallback((alert: AlertRecord) => isOfKind(alert, filter), [filter]);
  const askingCount = useNewAlertCount(isAsked);
  // What is older and passes the filter is not missed for lying beyond what has been read.
  const isShort = hasMore && shown.length < FEW;
  const read = alerts.length;
  useEffect(() => {
    if (isShort && read > 0) showMore();
  }, [isShort, read, showMore]);
  const acknowledgeAll = useOneAtATime(async () => {
    const count = await acknowledge(await readNewAlerts(isAsked));
    if (count > 0) useToastStore.getState().add('success', say('alerts.acknowledgedAll', { count }));
  });
  return (
    <section className={styles['screen']} aria-labelledby="alerts-title">
      <header className={styles['header']}>
        <h1 id="alerts-title" className={styles['title']} tabIndex={-1}>
          {say('alerts.title')}
        </h1>
        <p className={styles['figure']} aria-live="polite">
          {say('alerts.count', { count: newCount })}
        </p>
        <Button
          variant="ghost"
          aria-label={say('alerts.back')}
          tooltip={`${say('alerts.back')} · Esc`}
          icon={<X size={16} />}
          onClick={leave}
        />
      </header>
      <div className={styles['filters']}>
        <Filters filter={filter} onChange={setFilter} />
        <Button icon={<CheckCheck size={14} aria-hidden />} isDisabled={askingCount === 0} onClick={acknowledgeAll}>
          {say('alerts.acknowledgeAll')}
        </Button>
      </div>
      <Stale nowMs={nowMs} />
      {!isReady ? null : shown.length > 0 ? (
        <AlertList alerts={shown} workspace={workspace} nowMs={nowMs} onNearEnd={showMore} />
      ) : hasMore ? null : (
        <Nothing hasAlerts={alerts.length > 0} filter={filter} onClear={() => setFilter(NO_FILTER)} />
      )}
    </section>
  );
}

type FiltersProps = { readonly filter: AlertFilter; readonly onChange: (filter: AlertFilter) => void };

function Filters({ filter, onChange }: FiltersProps): ReactElement {
  const say = useText();
  const kinds = ALERT_KINDS.map(({ kind }) => ({ id: kind, label: say(`notifications.kind.${kind}`) }));
  return (
    <>
      <Select<AlertFilter['kind']>
        label={say('alerts.kind')}
        isLabelHidden
        className={styles['kind']}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
        placeholder={say('alerts.anyKind')}
        options={[{ id: 'any', label: say('alerts.anyKind') }, ...kinds]}
      />
      <Segmented
        label={say('alerts.whose')}
        value={filter.whose}
        onChange={(whose) => onChange({ ...filter, whose })}
        options={(['all', 'mine', 'queue'] as const).map((id) => ({ id, label: say(`alerts.whose.${id}`) }))}
      />
      <Checkbox
        label={say('alerts.onlyNew')}
        isChecked={filter.isOnlyNew}
        onChange={(isOnlyNew) => onChange({ ...filter, isOnlyNew })}
      />
    </>
  );
}

/** Without news of the backend for long, what is told may have been settled. */
function Stale({ nowMs }: { readonly nowMs: number }): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const { lastPullAtMs, connection } = useSyncStatus();
  const isOld = lastPullAtMs !== null && nowMs - lastPullAtMs > STALE_MS;
  if (connection !== 'offline' && !isOld) return null;
  return (
    <Banner tone="neutral" icon={<CloudOff size={15} />}>
      {lastPullAtMs === null
        ? say('alerts.staleNever')
        : say('alerts.stale', { at: shortMoment(language, lastPullAtMs, nowMs) })}
    </Banner>
  );
}

type NothingProps = { readonly hasAlerts: boolean; readonly filter: AlertFilter; readonly onClear: () => void };

function Nothing({ hasAlerts, filter, onClear }: NothingProps): ReactElement {
  const say = useText();
  const isAllSeen = hasAlerts && filter.kind === 'any' && filter.whose === 'all';
  const text = isAllSeen ? 'noneLeft' : hasAlerts ? 'noMatch' : 'empty';
  return (
    <div className={styles['nothing']}>
      <EmptyState icon={<BellRing size={22} />} title={say(`alerts.${text}`)} hint={say(`alerts.${text}Hint`)} />
      {hasAlerts ? <Button onClick={onClear}>{say('alerts.clearFilters')}</Button> : null}
    </div>
  );
}

/** Does something for Esc, where nothing on the screen has a use of its own for it. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isElsewhere = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere) return;
      event.preventDefault();
      onEscape();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onEscape]);
}
