import { Download, FileClock } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { ADMIN_KINDS, type AuditItem } from '../../../shared/protocol/admin.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { type AuditFilter, useAudit } from '../../queries/administration.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { AuditTable } from './audit-table.tsx';
import { exportAudit } from './export-audit.ts';
import { NoAnswerState } from './no-answer-state.tsx';
import styles from './audit-section.module.css';

const ANY = 'any';
const DAY_MS = 86_400_000;

type AuditSectionProps = { readonly workspace: Workspace; readonly rowId: string | null };
type Choices = {
  readonly personId: string;
  readonly kind: string;
  readonly outcome: string;
  readonly from: string;
  readonly until: string;
};
const NO_CHOICE: Choices = { personId: ANY, kind: ANY, outcome: ANY, from: '', until: '' };

/** Who changed what of the workspace, when, from which device, and what became of it. */
export function AuditSection({ workspace, rowId }: AuditSectionProps): ReactElement {
  const say = useText();
  const [choices, setChoices] = useState(NO_CHOICE);
  const filter = filterOf(choices, rowId);
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage } = useAudit(filter);
  const items = data?.pages.flatMap((page): readonly AuditItem[] => page.items) ?? [];
  const save = useOneAtATime(async () => {
    const { add } = useToastStore.getState();
    const outcome = await exportAudit(filter, workspace);
    if (outcome === 'saved') add('success', say('admin.audit.exported'));
    else if (outcome !== 'cancelled') add('danger', say(`admin.audit.export.${outcome}`));
  });
  const set = (change: Partial<Choices>): void => setChoices((now) => ({ ...now, ...change }));
  return (
    <div className={styles['audit']}>
      <Filters choices={choices} onChange={set} workspace={workspace}>
        <Button icon={<Download size={14} aria-hidden />} isDisabled={items.length === 0} onClick={save}>
          {say('admin.audit.export')}
        </Button>
      </Filters>
      {rowId === null ? null : (
        <p className={styles['only']}>
          {say('admin.audit.onlyRow', { name: items[0]?.label ?? '' })}
          <Button size="sm" onClick={() => useScreenStore.getState().go({ kind: 'administration', section: 'audit' })}>
            {say('admin.audit.allRows')}
          </Button>
        </p>
      )}
      {error !== null && items.length === 0 ? (
        <NoAnswerState error={error} onRetry={() => void refetch()} isBusy={isFetching} />
      ) : data === undefined ? (
        <p className={styles['loading']}>{say('common.loading')}</p>
      ) : items.length === 0 ? (
        <EmptyState
          icon={<FileClock size={22} />}
          title={say('admin.audit.empty')}
          hint={say('admin.audit.emptyHint')}
        />
      ) : (
        <div className={styles['scroll']}>
          <AuditTable items={items} workspace={workspace} />
          {hasNextPage ? (
            <Button isDisabled={isFetching} onClick={() => void fetchNextPage()}>
              {say('admin.audit.more')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** When a day (2026-11-23) begins where the viewer is, epoch ms. */
function startOf(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}

/** The days chosen are whole days of the viewer's. */
function filterOf({ personId, kind, outcome, from, until }: Choices, rowId: string | null): AuditFilter {
  return {
    ...(personId === ANY ? {} : { personId }),
    ...(kind === ANY ? {} : { kind }),
    ...(outcome === ANY ? {} : { outcome }),
    ...(rowId === null ? {} : { rowId }),
    ...(from === '' ? {} : { from: new Date(startOf(from)).toISOString() }),
    ...(until === '' ? {} : { until: new Date(startOf(until) + DAY_MS).toISOString() }),
  };
}

type FiltersProps = {
  readonly choices: Choices;
  readonly onChange: (change: Partial<Choices>) => void;
  readonly workspace: Workspace;
  readonly children: ReactElement;
};

function Filters({ choices, onChange, workspace, children }: FiltersProps): ReactElement {
  const say = useText();
  const people = [...workspace.users.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  const kinds = [...ADMIN_KINDS, 'customer', 'organization', 'ticket'] as const;
  const placeholder = say('common.choose');
  return (
    <div className={styles['filters']}>
      <Select
        label={say('admin.audit.person')}
        value={choices.personId}
        onChange={(personId) => onChange({ personId })}
        placeholder={placeholder}
        options={[
          { id: ANY, label: say('admin.audit.anybody') },
          ...people.map(({ id, name }) => ({ id, label: name })),
        ]}
      />
      <Select
        label={say('admin.audit.kind')}
        value={choices.kind}
        onChange={(kind) => onChange({ kind })}
        placeholder={placeholder}
        options={[
          { id: ANY, label: say('admin.audit.anyKind') },
          ...kinds.map((id) => ({ id, label: say(`admin.kind.${id}`) })),
        ]}
      />
      <Select
        label={say('admin.audit.outcome')}
        value={choices.outcome}
        onChange={(outcome) => onChange({ outcome })}
        placeholder={placeholder}
        options={[
          { id: ANY, label: say('admin.audit.anyOutcome') },
          { id: 'accepted', label: say('admin.audit.accepted') },
          { id: 'refused', label: say('admin.audit.refused') },
        ]}
      />
      <TextField
        type="date"
        label={say('admin.audit.from')}
        value={choices.from}
        onChange={(from) => onChange({ from })}
      />
      <TextField
        type="date"
        label={say('admin.audit.until')}
        value={choices.until}
        onChange={(until) => onChange({ until })}
      />
      {children}
    </div>
  );
}
