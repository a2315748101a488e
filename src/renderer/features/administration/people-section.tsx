import { type ReactElement, useState } from 'react';
import { refusePerson } from '../../../shared/access/people-rules.ts';
import { tierName } from '../../../shared/domain/tier.ts';
import type { User } from '../../../shared/domain/workspace.ts';
import { type AdminRow, PERSON_ROLES } from '../../../shared/protocol/admin.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { FormActive, FormSelect, FormText } from './form-fields.tsx';
import { type ShownPassword, PasswordDialog } from './password-dialog.tsx';
import { PersonActions } from './person-actions.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';
import { TeamFields } from './team-fields.tsx';
import { touchesOf } from './touches.ts';

type Person = AdminRow<'user'>;

/** Who works here, with which rights, in which queues; how they get in. */
export function PeopleSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const [password, setPassword] = useState<ShownPassword | null>(null);
  const section: Section<'user'> = {
    kind: 'user',
    addLabel: say('admin.people.add'),
    searchLabel: say('admin.people.search'),
    firstField: 'name',
    blank: () => ({ id: newId(), name: '', email: '', role: 'agent', tiers: [1], queueIds: [], isActive: true }),
    order: (items) =>
      items
        // Programs act by themselves; there is nothing about them to set up.
        .filter(({ row }) => (row as User).role !== 'system')
        .toSorted((a, b) => a.row.name.localeCompare(b.row.name))
        .map((item) => ({
          item,
          detail: item.row.email,
          badge: <Badge tone={item.row.role === 'agent' ? 'neutral' : 'accent'}>{roleText(item.row, say)}</Badge>,
        })),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describe(row, workspace, say),
    renderFields: (props) => <PersonFields {...props} workspace={workspace} />,
    renderActions: (item) => <PersonActions item={item} onPassword={setPassword} />,
    onSaved: ({ name, email }, oneTimePassword) => {
      if (oneTimePassword !== null) setPassword({ name, email, password: oneTimePassword });
    },
  };
  return (
    <>
      <ResourceFrame section={section} workspace={workspace} />
      {password === null ? null : <PasswordDialog shown={password} onClose={() => setPassword(null)} />}
    </>
  );
}

function roleText({ role, tiers }: Person, say: Say): string {
  return [say(`role.${role}`), tiers.map(tierName).join(' ')].filter((text) => text !== '').join(' · ');
}

type PersonFieldsProps = FieldsProps<'user'> & { readonly workspace: Workspace };

function PersonFields({ control, item, workspace }: PersonFieldsProps): ReactElement {
  const say = useText();
  const before = item === null ? undefined : (item.row as User);
  const people = [...workspace.users.values()];
  const whyKept =
    before === undefined
      ? null
      : refusePerson({ before, after: { ...before, isActive: false }, actorId: workspace.me.id, people });
  return (
    <>
      <FormText control={control} name="name" label={say('admin.people.name')} maxLength={120} />
      <FormText
        control={control}
        name="email"
        type="email"
        label={say('admin.people.email')}
        hint={say('admin.people.emailHint')}
        maxLength={254}
      />
      <FormSelect
        control={control}
        name="role"
        label={say('admin.people.role')}
        options={PERSON_ROLES.map((id) => ({ id, label: say(`role.${id}`), hint: say(`admin.roleHint.${id}`) }))}
      />
      <TeamFields control={control} workspace={workspace} queuesHint={say('admin.people.queuesHint')} />
      <FormActive
        control={control}
        name="isActive"
        label={say('admin.people.active')}
        hint={whyKept === null ? say('admin.people.activeHint') : say(`refusal.${whyKept}`)}
        touches={touchesOf(item, ['openTickets', 'sessions'], 'person', say)}
      />
    </>
  );
}

function describe(row: Person, { queues }: Workspace, say: Say): readonly Described[] {
  const names = queues.filter(({ id }) => row.queueIds.includes(id)).map(queueLabel);
  return [
    { name: 'name', label: say('admin.people.name'), value: row.name },
    { name: 'email', label: say('admin.people.email'), value: row.email },
    { name: 'role', label: say('admin.people.role'), value: say(`role.${row.role}`) },
    { name: 'tiers', label: say('admin.people.tiers'), value: row.tiers.map(tierName).join(' ') },
    { name: 'queueIds', label: say('admin.people.queues'), value: names.join(', ') },
    { name: 'isActive', label: say('admin.people.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
