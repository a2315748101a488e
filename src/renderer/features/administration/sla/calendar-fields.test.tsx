import { cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { type FieldValues, useForm } from 'react-hook-form';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCalendarSpec, CALENDAR_ID } from '../../../../../tests/support/sla-fixture.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { CalendarFields } from './calendar-fields.tsx';

function Fields({ timeZone }: { readonly timeZone: string }): ReactElement {
  const row = { id: CALENDAR_ID, name: 'Horário comercial', spec: aCalendarSpec({ timeZone }) };
  const defaultValues: FieldValues = row;
  const { control } = useForm({ defaultValues });
  return <CalendarFields control={control} item={null} />;
}

beforeEach(() => useSettingsStore.setState({ language: 'en' }));
afterEach(cleanup);

const zoneField = (): HTMLElement => screen.getByRole('combobox', { name: /time zone/i });

test('a calendar that is kept in a zone that this machine does not know says that it is counted in UTC here', () => {
  render(<Fields timeZone="Mars/Olympus" />);
  expect(zoneField()).toHaveProperty('value', 'Mars/Olympus');
  expect(
    screen.getByText('This computer does not know the zone Mars/Olympus: deadlines are counted in UTC here.'),
  ).toBeTruthy();
});

test('one in a zone that it knows says nothing of UTC', () => {
  render(<Fields timeZone="America/Sao_Paulo" />);
  expect(screen.queryByText(/counted in UTC/)).toBeNull();
});
