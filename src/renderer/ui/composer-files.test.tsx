import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { AttachButton, ComposerFileList } from './composer-files.tsx';

afterEach(cleanup);

const named = (name: string) => ({ id: name, name, mediaType: 'image/png', sizeBytes: 1 });

const nothing = (): void => undefined;
const focused = (): string => document.activeElement?.getAttribute('aria-label') ?? '';

function Form(): ReactElement {
  const [files, setFiles] = useState([named('a.png'), named('b.png'), named('c.png')]);
  const remove = (id: string): void => setFiles((now) => now.filter((file) => file.id !== id));
  const of = { files, refusals: [], isAdding: false, add: nothing, dismiss: nothing, remove };
  return (
    <form>
      <ComposerFileList of={of} />
      <AttachButton of={of} label="Attach" />
    </form>
  );
}

test('taking files out by keyboard leaves the focus on the next one, on the one before it, and where files are added', async () => {
  render(<Form />);
  screen.getByRole('button', { name: /b\.png/ }).focus();
  await userEvent.keyboard('{Enter}');
  expect(focused()).toMatch(/c\.png/);
  await userEvent.keyboard('{Enter}');
  expect(focused()).toMatch(/a\.png/);
  await userEvent.keyboard('{Enter}');
  expect(focused()).toBe('Attach');
});
