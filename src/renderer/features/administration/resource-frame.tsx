import { CirclePlus, CloudOff, Eye, RotateCw, SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { canAdminister } from '../../../shared/access/access.ts';
import type { AdminKind, AdminRow } from '../../../shared/protocol/admin.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useAdminItems } from '../../queries/administration.ts';
import { beforeLeaving } from '../../stores/leave-guard.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoAnswerState } from './no-answer-state.tsx';
import { RecordForm } from './record-form.tsx';
import type { ListRow, Section } from './section.ts';
import styles from './resource-frame.module.css';

type ResourceFrameProps<K extends AdminKind> = { readonly section: Section<K>; readonly workspace: Workspace };

/** A list of rows with search, and the form of the chosen one beside it. */
export function ResourceFrame<K extends AdminKind>({ section, workspace }: ResourceFrameProps<K>): ReactElement {
  const say = useText();
  const { data, error, refetch, isFetching, dataUpdatedAt } = useAdminItems(section.kind);
  const [search, setSearch] = useState('');
  const [isWithInactive, setWithInactive] = useState(false);
  /** The row whose form is open: its id, or a new row. */
  const [open, setOpen] = useState<string | AdminRow<K> | null>(null);
  const mayWrite = canAdminister(workspace.me);
  const { connection } = useSyncStatus();
  const isStale = error !== null || isCutOff(connection);
  const isReadOnly = !mayWrite || isStale;
  if (data === undefined) {
    return error === null ? (
      <p className={styles['loading']}>{say('common.loading')}</p>
    ) : (
      <NoAnswerState error={error} onRetry={() => void refetch()} isBusy={isFetching} />
    );
  }
  const rows = section.order(data);
  const shown = rows.filter(({ item, detail }) => {
    if (!isWithInactive && section.isActive?.(item.row) === false) return false;
    return isFound(`${section.titleOf(item.row)} ${detail}`, search);
  });
  const openItem = typeof open === 'string' ? (data.find(({ row }) => row.id === open) ?? null) : null;
  const show = (next: string | AdminRow<K> | null): void => beforeLeaving(() => setOpen(next));
  const close = (): void => {
    setOpen(null);
    const back = typeof open === 'string' ? rowElementId(open) : ADD_ID;
    requestAnimationFrame(() => document.getElementById(back)?.focus());
  };
  return (
    <div className={styles['frame']}>
      {isStale ? <Stale atMs={dataUpdatedAt} onRetry={() => void refetch()} isBusy={isFetching} /> : null}
      {mayWrite ? null : (
        <Banner tone="neutral" icon={<Eye size={15} />}>
          {say('admin.readOnly')}
        </Banner>
      )}
      <div
        className={styles['columns']}
        data-open={open === null ? undefined : section.renderAside === undefined ? 'form' : 'wide'}
      >
        <div className={styles['side']}>
          <div className={styles['tools']}>
            <input
              type="search"
              className={styles['search']}
              aria-label={section.searchLabel}
              placeholder={section.searchLabel}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Button
              id={ADD_ID}
              variant="primary"
              icon={<CirclePlus size={15} aria-hidden />}
              isDisabled={isReadOnly}
              tooltip={isReadOnly ? say(mayWrite ? 'admin.needsNetwork' : 'admin.readOnly') : undefined}
              onClick={() => show(section.blank())}
            >
              {section.addLabel}
            </Button>
            {section.renderTools?.()}
          </div>
          {section.isActive === undefined ? null : (
            <Checkbox label={say('admin.withInactive')} isChecked={isWithInactive} onChange={setWithInactive} />
          )}
          {shown.length === 0 ? (
            <EmptyState
              icon={<SearchX size={22} />}
              title={say('admin.nothingFound')}
              hint={say('admin.nothingHint')}
            />
          ) : (
            <RowList section={section} rows={shown} openId={openItem?.row.id ?? null} onOpen={show} />
          )}
        </div>
        {open === null || (typeof open === 'string' && openItem === null) ? null : (
          <RecordForm
            key={typeof open === 'string' ? open : open.id}
            section={section}
            item={openItem}
            initial={typeof open === 'string' ? null : open}
            isReadOnly={isReadOnly}
            canSeeAudit={mayWrite}
            onClose={close}
            onCreated={(id) => setOpen(id)}
          />
        )}
      </div>
    </div>
  );
}

const ADD_ID = 'administration-add';

function rowElementId(id: string): string {
  return `administration-row-${id}`;
}

function plain(value: string): string {
  return value.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether every word that is looked for is in a text, whatever its case and accents. */
function isFound(text: string, search: string): boolean {
  const where = plain(text);
  return plain(search)
    .split(/\s+/)
    .every((word) => where.includes(word));
}

type StaleProps = { readonly atMs: number; readonly onRetry: () => void; readonly isBusy: boolean };

/** Says that the list is as it was, and that nothing can be changed without the backend. */
function Stale({ atMs, onRetry, isBusy }: StaleProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <Banner
      tone="warning"
      icon={<CloudOff size={15} />}
      action={
        <Button size="sm" icon={<RotateCw size={13} aria-hidden />} isDisabled={isBusy} onClick={onRetry}>
          {say('admin.retry')}
        </Button>
      }
    >
      {say('admin.stale', { when: shortMoment(language, atMs, nowMs) })}
    </Banner>
  );
}

type RowListProps<K extends AdminKind> = {
  readonly section: Section<K>;
  readonly rows: readonly ListRow<K>[];
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
};

/** The rows, walked with the arrows and opened with Enter. */
function RowList<K extends AdminKind>({ section, rows, openId, onOpen }: RowListProps<K>): ReactElement {
  const say = useText();
  const [wantedId, setFocusedId] = useState<string | null>(openId);
  // One stop for the Tab key: the row that last had the focus, or the first.
  const tabId = rows.some(({ item }) => item.row.id === wantedId) ? wantedId : (rows[0]?.item.row.id ?? null);
  const walk = (event: KeyboardEvent<HTMLButtonElement>, index: number): void => {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    const next = to === undefined || event.altKey ? undefined : rows[to];
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(rowElementId(next.item.row.id))?.focus();
  };
  return (
    <ul className={styles['list']} aria-label={section.searchLabel}>
      {rows.map(({ item, detail, badge, group, depth = 0, trailing }, index) => {
        const { id } = item.row;
        return (
          <li key={id}>
            {group === undefined || group === rows[index - 1]?.group ? null : (
              <p className={styles['group']}>{group}</p>
            )}
            <div className={styles['rowLine']} data-depth={Math.min(depth, 4)}>
              <button
                type="button"
                id={rowElementId(id)}
                className={styles['row']}
                aria-current={id === openId ? 'true' : undefined}
                tabIndex={id === tabId ? 0 : -1}
                onFocus={() => setFocusedId(id)}
                onKeyDown={(event) => walk(event, index)}
                onClick={() => onOpen(id)}
              >
                <span className={styles['names']}>
                  <span className={styles['name']}>{section.titleOf(item.row)}</span>
                  {detail === '' ? null : <span className={styles['detail']}>{detail}</span>}
                </span>
                {badge}
                {section.isActive?.(item.row) === false ? <Badge>{say('admin.inactive')}</Badge> : null}
              </button>
              {trailing}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
