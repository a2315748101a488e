import type { ReactElement } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import {
  fillPlaceholders,
  type Placeholder,
  PLACEHOLDERS,
  unknownPlaceholders,
} from '../../../shared/domain/canned-reply.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { useText } from '../../lib/text.ts';
import { FormActive, FormText } from './form-fields.tsx';
import { placeText } from './place-text.ts';
import { ResourceFrame } from './resource-frame.tsx';
import type { FieldsProps, Section } from './section.ts';
import { TeamFields } from './team-fields.tsx';
import styles from './canned-replies-section.module.css';

/** Answers in the team's words, which agents put into a reply with one key. */
export function CannedRepliesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const section: Section<'cannedReply'> = {
    kind: 'cannedReply',
    addLabel: say('admin.canned.add'),
    searchLabel: say('admin.canned.search'),
    firstField: 'title',
    blank: () => ({ id: newId(), title: '', body: '', tiers: [], queueIds: [], isActive: true }),
    order: (items) =>
      items
        .toSorted((a, b) => a.row.title.localeCompare(b.row.title))
        .map((item) => ({ item, detail: placeText(item.row, workspace, say) })),
    titleOf: (row) => row.title,
    isActive: (row) => row.isActive,
    describe: (row) => [
      { name: 'title', label: say('admin.canned.title'), value: row.title },
      { name: 'body', label: say('admin.canned.body'), value: row.body },
      { name: 'place', label: say('admin.canned.where'), value: placeText(row, workspace, say) },
      { name: 'isActive', label: say('admin.canned.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
    ],
    renderFields: (props) => <CannedReplyFields {...props} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

type CannedReplyFieldsProps = FieldsProps<'cannedReply'> & { readonly workspace: Workspace };

function CannedReplyFields({ control, workspace }: CannedReplyFieldsProps): ReactElement {
  const say = useText();
  return (
    <>
      <FormText control={control} name="title" label={say('admin.canned.title')} maxLength={120} />
      <FormText
        control={control}
        name="body"
        rows={6}
        label={say('admin.canned.body')}
        hint={say('admin.canned.bodyHint', { names: PLACEHOLDERS.map((name) => `{{${name}}}`).join(' ') })}
        maxLength={8_000}
      />
      <Preview control={control} agent={workspace.me.name} />
      <TeamFields control={control} workspace={workspace} tiersHint={say('admin.canned.whereHint')} />
      <FormActive
        control={control}
        name="isActive"
        label={say('admin.canned.active')}
        hint={say('admin.canned.activeHint')}
        touches={[]}
      />
    </>
  );
}

/** How a customer would read it, and what agents will have to fill in by hand. */
function Preview({ control, agent }: { readonly control: Control; readonly agent: string }): ReactElement | null {
  const say = useText();
  const watched: unknown = useWatch({ control, name: 'body' });
  const body = typeof watched === 'string' ? watched : '';
  if (body.trim() === '') return null;
  const values: Readonly<Record<Placeholder, string>> = {
    'cliente.nome': say('admin.canned.sampleCustomer'),
    'chamado.numero': '1042',
    'agente.nome': agent,
  };
  const unknown = unknownPlaceholders(body);
  return (
    <section className={styles['preview']} aria-label={say('admin.canned.preview')}>
      <h3 className={styles['title']}>{say('admin.canned.preview')}</h3>
      <p className={styles['text']}>{fillPlaceholders(body, values)}</p>
      {unknown.length === 0 ? null : (
        <p className={styles['unknown']}>
          {say('admin.canned.unknown', { names: unknown.map((name) => `{{${name}}}`).join(' ') })}
        </p>
      )}
    </section>
  );
}
