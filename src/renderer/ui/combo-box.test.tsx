import { cleanup, render, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { ComboBox } from './combo-box.tsx';
import { useFirstFocus } from './use-first-focus.ts';

afterEach(cleanup);

const OPTIONS = [
  { id: 'net', label: 'Sem conexão' },
  { id: 'bill', label: 'Fatura' },
];

function First(): ReactElement {
  const first = useFirstFocus<HTMLInputElement>();
  const [value, setValue] = useState<string | null>('net');
  return (
    <>
      <ComboBox
        label="Category"
        openLabel="Open"
        options={OPTIONS}
        value={value}
        onChange={setValue}
        inputRef={first}
      />
      <output>{value ?? 'none'}</output>
    </>
  );
}

test('a choice that has the focus from the start shows what was chosen, and keeps it', async () => {
  render(<First />);
  expect(await screen.findByDisplayValue('Sem conexão')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('net');
});
