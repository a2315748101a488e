import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { canAdminister } from '../../../shared/access/access.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { renewAdministration } from '../../queries/administration.ts';
import { ADMINISTRATION_SECTIONS, type AdministrationSection, useScreenStore } from '../../stores/screen-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AttemptPoliciesSection } from './attempt-policies-section.tsx';
import { AuditSection } from './audit-section.tsx';
import { CannedRepliesSection } from './canned-replies-section.tsx';
import { CategoriesSection } from './categories-section.tsx';
import { FollowUpSection } from './follow-up-section.tsx';
import { FormsSection } from './forms-section.tsx';
import { MacrosSection } from './macros-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { QueuesSection } from './queues-section.tsx';
import { RoutingSection } from './routing-section.tsx';
import { CalendarsSection } from './sla/calendars-section.tsx';
import { PoliciesSection } from './sla/policies-section.tsx';
import { VendorsSection } from './vendors-section.tsx';
import styles from './administration-screen.module.css';

type AdministrationScreenProps = {
  readonly section: AdministrationSection;
  /** The audit of one row alone. */
  readonly rowId: string | null;
  readonly workspace: Workspace;
};

/** Back to list and ticket. */
function leave(): void {
  useScreenStore.getState().go({ kind: 'desk' });
  focusPlace('list');
}

/** Where administrators set the workspace up, in the place of list and ticket; Esc goes back to them. */
export function AdministrationScreen({ section, rowId, workspace }: AdministrationScreenProps): ReactElement {
  const say = useText();
  const go = useScreenStore((state) => state.go);
  const client = useQueryClient();
  const { connection } = useSyncStatus();
  const { users, queues, categories, cannedReplies, routingRules, macros, vendors, calendarRows, policies } = workspace;
  const { attemptPolicies, followUpRules } = workspace;
  useEffect(() => {
    // Rows that come by sync are news for this screen too; and what could not be asked for is, once there is a line again.
    const rows = users.size + queues.length + categories.size + cannedReplies.length + routingRules.length;
    if (
      connection === 'online' &&
      rows +
        macros.length +
        vendors.length +
        calendarRows.size +
        policies.length +
        attemptPolicies.length +
        followUpRules.length >
        0
    )
      void renewAdministration(client);
  }, [
    client,
    connection,
    users,
    queues,
    categories,
    cannedReplies,
    routingRules,
    macros,
    vendors,
    calendarRows,
    policies,
    attemptPolicies,
    followUpRules,
  ]);
  const screen = useEscape(leave);
  const panels: Readonly<Record<AdministrationSection, ReactElement>> = {
    people: <PeopleSection workspace={workspace} />,
    queues: <QueuesSection workspace={workspace} />,
    categories: <CategoriesSection workspace={workspace} />,
    routing: <RoutingSection workspace={workspace} />,
    attemptPolicies: <AttemptPoliciesSection workspace={workspace} />,
    calendars: <CalendarsSection workspace={workspace} />,
    policies: <PoliciesSection workspace={workspace} />,
    cannedReplies: <CannedRepliesSection workspace={workspace} />,
    macros: <MacrosSection workspace={workspace} />,
    vendors: <VendorsSection workspace={workspace} />,
    followUp: <FollowUpSection workspace={workspace} />,
    forms: <FormsSection workspace={workspace} />,
    audit: <AuditSection workspace={workspace} rowId={rowId} />,
  };
  const sections = ADMINISTRATION_SECTIONS.filter((id) => id !== 'audit' || canAdminister(workspace.me));
  return (
    <section ref={screen} className={styles['screen']} aria-labelledby="administration-title">
      <header className={styles['header']}>
        <h1 id="administration-title" className={styles['title']}>
          {say('admin.title')}
        </h1>
        <Button
          variant="ghost"
          aria-label={say('admin.back')}
          tooltip={`${say('admin.back')} · Esc`}
          icon={<X size={16} />}
          onClick={leave}
        />
      </header>
      <Tabs
        label={say('admin.sections')}
        selected={section}
        onSelect={(id) => {
          if (id !== section) go({ kind: 'administration', section: id });
        }}
        tabs={sections.map((id) => ({ id, label: say(`admin.section.${id}`), panel: panels[id] }))}
      />
    </section>
  );
}

/** Does something for Esc, pressed inside an element while nothing in it has a use of its own for it. */
function useEscape(onEscape: () => void): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isHere = event.target instanceof Node && element.current?.contains(event.target) === true;
      const isNowhere = event.target === document.body;
      if (event.key !== 'Escape' || event.defaultPrevented || !(isHere || isNowhere)) return;
      event.preventDefault();
      onEscape();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onEscape]);
  return element;
}
