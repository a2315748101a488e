import { cleanup, render, type RenderResult, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aWorkspace } from '../../../tests/support/console-rows.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Workspace } from '../db/workspace.ts';
import { placeIds } from '../lib/focus-place.ts';
import { takeTypedAhead } from '../lib/type-ahead.ts';
import { useComposerStore } from '../stores/composer-store.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useSelectionStore } from '../stores/selection-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { WhyNot } from './command.ts';
import { useKeys } from './use-keys.ts';

afterEach(cleanup);

const refused: WhyNot[] = [];
let page: RenderResult;

type PageProps = {
  readonly workspace?: Workspace | null;
  readonly chosen?: Ticket | null;
  readonly drawn?: Ticket | null;
  readonly hasField?: boolean;
};

/** The chosen ticket may still be on its way to the screen. */
function Page({ workspace = null, chosen = null, drawn = null, hasField = false }: PageProps): ReactElement {
  useKeys({ ticket: chosen, workspace }, (why) => refused.push(why));
  return (
    <>
      <section id={placeIds.ticket} data-ticket={drawn?.id}>
        {hasField ? <textarea aria-label="reply" /> : null}
      </section>
      <input aria-label="field" />
      <input aria-label="choice" type="radio" />
    </>
  );
}

/** For which tickets a key asked that takes one: without a workspace, that is refused. */
const claimed: (string | null)[] = [];

/** The chosen ticket is on screen at once. */
function Walked(): ReactElement {
  const ticketId = useViewStore((state) => state.ticketId);
  const chosen = ticketId === null ? null : aTicket({ id: ticketId });
  useKeys({ ticket: chosen, workspace: null }, () => claimed.push(ticketId));
  return <section id={placeIds.ticket} data-ticket={ticketId ?? undefined} />;
}

beforeEach(() => {
  refused.length = 0;
  claimed.length = 0;
  useDialogStore.getState().close();
  useSelectionStore.getState().clear();
  useViewStore.getState().show({ kind: 'mine' });
  useScreenStore.getState().showDesk('list');
  useComposerStore.setState(useComposerStore.getInitialState());
  page = render(<Page />);
});

test('one key after the other goes where the pair leads', async () => {
  await userEvent.keyboard('ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
});

test('letters typed into a field run nothing', async () => {
  await userEvent.type(screen.getByLabelText('field'), 'ga?');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
  expect(useDialogStore.getState().open).toBeNull();
});

test('a choice that has the focus leaves the letters to the commands', async () => {
  screen.getByLabelText('choice').focus();
  await userEvent.keyboard('?');
  expect(useDialogStore.getState().open).toBe('help');
});

test('a command that cannot be used says why and does nothing', async () => {
  await userEvent.keyboard('e');
  expect(refused).toEqual([{ key: 'why.noTicket' }]);
  expect(useDialogStore.getState().open).toBeNull();
});

test('over another screen the keys of the desk do nothing, and Esc leads back to it', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  await userEvent.keyboard('{Control>},{/Control}');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'settings', section: 'appearance' });
  await userEvent.keyboard('jce{Enter}');
  expect([useViewStore.getState().ticketId, refused, useDialogStore.getState().open]).toEqual([null, [], null]);
  await userEvent.keyboard('{Escape}');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'desk' });
  await userEvent.keyboard('j');
  expect(useViewStore.getState().ticketId).toBe('a');
});

test('what leads to a list leads there from another screen too', async () => {
  useScreenStore.getState().go({ kind: 'settings', section: 'about' });
  await userEvent.keyboard('ga');
  expect(useScreenStore.getState().screen).toEqual({ kind: 'desk' });
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
});

test('keys that come before the rows of a list count once they are there; where none are, that is said', async () => {
  await userEvent.keyboard('gajj{Enter}');
  expect([useViewStore.getState().ticketId, refused]).toEqual([null, []]);
  useViewStore.getState().setOrder(['a', 'b', 'c']);
  await expect.poll(() => useViewStore.getState().ticketId).toBe('b');
  await userEvent.keyboard('gm');
  useViewStore.getState().setOrder([]);
  await userEvent.keyboard('j');
  expect(refused).toEqual([{ key: 'why.emptyList' }]);
});

test('what is pressed after a step that waits for its rows is for the ticket that it leads to', async () => {
  page.rerender(<Walked />);
  await userEvent.keyboard('gajjcj');
  useViewStore.getState().setOrder(['a', 'b', 'c', 'd']);
  await expect.poll(() => useViewStore.getState().ticketId).toBe('c');
  expect(claimed).toEqual(['b']);
});

test('Esc gives up the steps that wait for their rows', async () => {
  await userEvent.keyboard('gajj{Escape}');
  useViewStore.getState().setOrder(['a', 'b']);
  expect(useViewStore.getState().ticketId).toBeNull();
  await userEvent.keyboard('j');
  expect(useViewStore.getState().ticketId).toBe('a');
});

test('with tickets selected, a key that can be for all of them is', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  useSelectionStore.getState().mark(['a', 'b']);
  await userEvent.keyboard('s');
  expect(useDialogStore.getState().open).toBe('bulkStatus');
  useDialogStore.getState().close();
  await userEvent.keyboard('e');
  expect(refused).toEqual([{ key: 'why.noTicket' }]);
});

test('what is typed before the palette is on screen is kept for it, with Enter, and runs nothing', async () => {
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(useDialogStore.getState().open).toBe('palette');
  await userEvent.keyboard('{Control>}k{/Control}ga?{Enter}');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
  expect(takeTypedAhead('palette')).toEqual({ text: 'ga?', isEntered: true });
  expect(takeTypedAhead('palette')).toEqual({ text: '', isEntered: false });
});

test('while another dialog is on its way, keys run nothing below it', async () => {
  useDialogStore.getState().show('help');
  await userEvent.keyboard('ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
});

test('selecting all where one types is for the text', async () => {
  useViewStore.getState().setOrder(['a', 'b']);
  screen.getByLabelText('field').focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(useSelectionStore.getState().marked.size).toBe(0);
});

test('what is typed for a ticket that is not on screen yet is kept for its field, and runs nothing', async () => {
  const [before, chosen] = [aTicket({ id: 'before' }), aTicket({ id: 'chosen' })];
  page.rerender(<Page chosen={chosen} drawn={before} />);
  useComposerStore.getState().write('chosen', 'reply');
  await userEvent.keyboard('ga{Enter}s ?');
  expect([useViewStore.getState().view, useDialogStore.getState().open]).toEqual([{ kind: 'mine' }, null]);
  expect(takeTypedAhead('ticket:chosen').text).toBe('gas ?');
  // It is drawn, and its field is about to take the focus.
  page.rerender(<Page chosen={chosen} drawn={chosen} hasField />);
  await userEvent.keyboard('ga');
  expect(takeTypedAhead('ticket:chosen').text).toBe('ga');
  // Esc gives it up: keys are for commands again.
  await userEvent.keyboard('x{Escape}ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
  expect(takeTypedAhead('ticket:chosen').text).toBe('');
});

test('what is to be sent before its field is there and cannot go out as it is waits for the field', async () => {
  const chosen = aTicket({ id: 'chosen' });
  page.rerender(<Page chosen={chosen} workspace={aWorkspace()} />);
  const send = '{Control>}{Enter}{/Control}';
  useComposerStore.getState().write('chosen', 'reply');
  await userEvent.keyboard(`${send}{{{{ajudar.com}} ${send}!`);
  expect(takeTypedAhead('ticket:chosen').text).toBe('{{ajudar.com}} !');
  // An attempt has more to say than what was tried.
  useComposerStore.getState().logAttempt('chosen');
  await userEvent.keyboard(`reinício${send}`);
  expect(takeTypedAhead('ticket:chosen').text).toBe('reinício');
});

test('once the ticket is on screen, or another is chosen, keys run commands', async () => {
  const [one, other] = [aTicket({ id: 'one' }), aTicket({ id: 'other' })];
  page.rerender(<Page chosen={other} drawn={other} />);
  useComposerStore.getState().write('one', 'reply');
  await userEvent.keyboard('ga');
  expect(useViewStore.getState().view).toEqual({ kind: 'all' });
  page.rerender(<Page chosen={one} drawn={one} />);
  await userEvent.keyboard('gm');
  expect(useViewStore.getState().view).toEqual({ kind: 'mine' });
});
