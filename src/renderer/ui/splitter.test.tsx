import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Splitter } from './splitter.tsx';

// jsdom has no pointers to capture.
Element.prototype.setPointerCapture = () => undefined;

afterEach(cleanup);

function Pane({ edge }: { readonly edge: 'start' | 'end' }): ReactElement {
  const [width, setWidth] = useState(300);
  return (
    <Splitter
      label="List"
      width={width}
      least={200}
      most={400}
      edge={edge}
      onResize={setWidth}
      onReset={() => setWidth(320)}
    />
  );
}

const widthNow = (): string | null => screen.getByRole('separator', { name: 'List' }).getAttribute('aria-valuenow');

test('the arrows move the edge, Home and End send it to its bounds, Enter puts it back', async () => {
  render(<Pane edge="end" />);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  expect(widthNow()).toBe('316');
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  expect(widthNow()).toBe('252');
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(widthNow()).toBe('200');
  await userEvent.keyboard('{End}{ArrowRight}');
  expect(widthNow()).toBe('400');
  await userEvent.keyboard('{Enter}');
  expect(widthNow()).toBe('320');
});

test('on the left edge of a pane the left arrow makes it wider', async () => {
  render(<Pane edge="start" />);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowLeft}');
  expect(widthNow()).toBe('316');
});

test('a double click puts it back', async () => {
  render(<Pane edge="end" />);
  await userEvent.dblClick(screen.getByRole('separator', { name: 'List' }));
  expect(widthNow()).toBe('320');
});
