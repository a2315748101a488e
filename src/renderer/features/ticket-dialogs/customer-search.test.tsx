import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { CustomerSearch } from './customer-search.tsx';

afterEach(cleanup);

const maria: Customer = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'Maria Souza',
  email: 'maria@test.example',
  phone: null,
  company: null,
  city: null,
  plan: null,
};

function Shown(): ReactElement {
  const [value, setValue] = useState<Customer | null>(null);
  return <CustomerSearch customers={new Map([[maria.id, maria]])} value={value} onChange={setValue} />;
}

test('a customer is found and chosen by keyboard, and who wants another searches on at once', async () => {
  render(<Shown />);
  await userEvent.keyboard('mari{Enter}');
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.getByText('Maria Souza')).toBeDefined();
  await userEvent.click(screen.getByRole('button'));
  expect(document.activeElement).toBe(screen.getByRole('combobox'));
});
