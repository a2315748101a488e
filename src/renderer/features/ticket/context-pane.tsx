import type { ReactElement } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { PaneSize } from '../../lib/desk-layout.ts';
import { useText } from '../../lib/text.ts';
import { useLayoutStore } from '../../stores/layout-store.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { TicketContext } from './ticket-context.tsx';
import styles from './ticket-context.module.css';

type ContextPaneProps = {
  /** null: not in view; undefined: being read. The place is kept meanwhile. */
  readonly detail: TicketDetail | null | undefined;
  readonly workspace: Workspace;
  readonly size: PaneSize;
};

/** The ticket's context in a column of its own beside the conversation. */
export function ContextPane({ detail, workspace, size }: ContextPaneProps): ReactElement {
  const say = useText();
  const resize = useLayoutStore((state) => state.resize);
  return (
    <aside className={styles['pane']} aria-label={say('context.title')}>
      {detail === null || detail === undefined ? null : <TicketContext ticket={detail.ticket} workspace={workspace} />}
      <Splitter
        label={say('layout.resizeContext')}
        {...size}
        edge="start"
        onResize={(width) => resize('context', width)}
        onReset={() => resize('context', null)}
      />
    </aside>
  );
}
