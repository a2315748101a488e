import { type ReactElement, useState } from 'react';
import { say } from '../lib/text.ts';
import type { Language } from '../stores/settings-store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { Part } from './part.tsx';

/** What is filled in: empty, filled in, wrong, and with more in it than fits. */
export function Fields({ language }: { readonly language: Language }): ReactElement {
  const [text, setText] = useState('');
  const [channel, setChannel] = useState<'phone' | 'email' | null>('email');
  const [isKept, setKept] = useState(true);
  const long = say(language, 'clock.estimatedWhy');
  const options = (['phone', 'email'] as const).map((id) => ({ id, label: say(language, `channel.${id}`) }));
  const choice = { options, onChange: setChannel, placeholder: say(language, 'create.noCategory') };
  return (
    <>
      <Part name="field">
        <TextField
          label={say(language, 'create.customer')}
          placeholder={say(language, 'create.customerPlaceholder')}
          hint={say(language, 'help.hint')}
          value={text}
          onChange={setText}
        />
        <TextField
          label={say(language, 'create.subject')}
          error={say(language, 'dialog.invalid')}
          value=""
          onChange={setText}
        />
        <TextField label={say(language, 'create.subject')} value={long} readOnly onChange={setText} />
        <TextArea label={say(language, 'create.description')} value={long} readOnly onChange={setText} />
      </Part>
      <Part name="select">
        <Select label={say(language, 'create.channel')} value={channel} {...choice} />
        <Select label={say(language, 'create.category')} value={null} {...choice} />
        <Select
          label={say(language, 'create.category')}
          value={null}
          error={say(language, 'dialog.invalid')}
          {...choice}
        />
      </Part>
      <Part name="checkbox">
        <Checkbox label={say(language, 'settings.theme.system')} isChecked={isKept} onChange={setKept} />
        <Checkbox
          label={say(language, 'settings.theme.dark')}
          hint={say(language, 'room.slowOpening')}
          isChecked={!isKept}
          onChange={(isChecked) => setKept(!isChecked)}
        />
      </Part>
    </>
  );
}
