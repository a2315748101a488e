import { type ReactElement, useState } from 'react';
import { PLACEHOLDERS, unknownPlaceholders } from '../../../shared/domain/canned-reply.ts';
import { SIGNATURE_LENGTH, type User } from '../../../shared/domain/workspace.ts';
import { perform } from '../../commands/perform.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useOneAtATime } from '../../lib/use-one-at-a-time.ts';
import { useDraft } from '../../stores/draft-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useFormKeys } from '../../ui/use-form-keys.ts';
import { SettingGroup } from './setting-group.tsx';
import styles from './settings.module.css';

/** What stands below one's own letters to customers; offline too. */
export function SignatureForm({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const form = useFormKeys();
  const { me } = workspace;
  const [typed, setTyped] = useTyped(me);
  const unknown = unknownPlaceholders(typed);
  const isUnchanged = typed.trim() === (me.signature ?? '');
  const save = useOneAtATime(async () => {
    if (isUnchanged || unknown.length > 0) return;
    const args = { userId: me.id, signature: typed.trim() };
    await perform('person.setSignature', args, workspace, 'toast.signature');
  });
  return (
    <SettingGroup title={say('profile.signature')} hint={say('profile.signatureHint')}>
      <form
        ref={form}
        className={styles['form']}
        aria-label={say('profile.signature')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextArea
          label={say('profile.signature')}
          hint={say('profile.signaturePlaceholders', { names: PLACEHOLDERS.map((name) => `{{${name}}}`).join(' ') })}
          rows={3}
          maxLength={SIGNATURE_LENGTH}
          value={typed}
          onChange={setTyped}
          error={
            unknown.length === 0
              ? undefined
              : say('profile.signatureUnknown', { names: unknown.map((name) => `{{${name}}}`).join(' ') })
          }
        />
        <div className={styles['actions']}>
          <Button type="submit" isDisabled={isUnchanged || unknown.length > 0}>
            {say('profile.signatureSave')}
          </Button>
        </div>
      </form>
    </SettingGroup>
  );
}

/** What is typed, a draft until it is saved; before anything is, the signature as it stands. */
function useTyped({ id, signature = '' }: User): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useDraft(`signature:${id}`);
  const [hasTyped, setHasTyped] = useState(false);
  return [
    hasTyped || draft !== '' ? draft : signature,
    (text) => {
      setHasTyped(true);
      setDraft(text);
    },
  ];
}
