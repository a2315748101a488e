import type { ReactElement } from 'react';
import type { AuditItem } from '../../../shared/protocol/admin.ts';
import type { Workspace } from '../../db/workspace.ts';
import { fullMoment, shortMoment } from '../../lib/format-time.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { changedFields, personName, refusalReason, whatText } from './audit-words.ts';
import styles from './audit-table.module.css';

type AuditTableProps = { readonly items: readonly AuditItem[]; readonly workspace: Workspace };

/** The lines of the audit, newest first. */
export function AuditTable({ items, workspace }: AuditTableProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{say('admin.audit.when')}</th>
          <th scope="col">{say('admin.audit.who')}</th>
          <th scope="col">{say('admin.audit.what')}</th>
          <th scope="col">{say('admin.audit.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const atMs = Date.parse(item.at);
          return (
            <tr key={item.id}>
              <td className={styles['when']}>
                <time dateTime={item.at} title={fullMoment(language, atMs)}>
                  {shortMoment(language, atMs, nowMs)}
                </time>
              </td>
              <td>
                {personName(item, workspace, say)}
                {item.device === null ? null : <small>{item.device}</small>}
              </td>
              <td>
                {whatText(item, say)}
                {changedFields(item, workspace, language, say).map(({ name, label, before, after }) => (
                  <small key={name}>
                    {label}: {before === '' ? after : `${before} → ${after}`}
                  </small>
                ))}
              </td>
              <td>
                {item.outcome === 'accepted' ? (
                  <Badge tone="success">{say('admin.audit.accepted')}</Badge>
                ) : (
                  <>
                    <Badge tone="danger">{say('admin.audit.refused')}</Badge>
                    <small>{refusalReason(item, say)}</small>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
