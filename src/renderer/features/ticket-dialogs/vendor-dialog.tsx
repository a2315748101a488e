import { type ReactElement, useEffect, useState } from 'react';
import { openVendorCases } from '../../../shared/domain/vendor.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useVendorCaseStore } from '../../stores/vendor-case-store.ts';
import { Select } from '../../ui/select.tsx';
import { useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { VendorCaseForm } from './vendor-case-form.tsx';
import { OPEN_CASE, VendorReferralForm } from './vendor-referral-form.tsx';

const NEW = 'new';

/** Refers the ticket to a vendor, or says what became of a case that is open: answered, numbered, withdrawn. */
export function VendorDialog(props: TicketDialogProps): ReactElement {
  const { detail, workspace } = props;
  const say = useText();
  const isHeld = useHeld(OPEN_CASE)['caseId'] !== undefined;
  const asked = useVendorCaseStore((state) => state.caseId);
  useEffect(() => () => useVendorCaseStore.setState({ caseId: null }), []);
  const open = openVendorCases(detail.ticket);
  const first = open.find(({ id }) => id === asked)?.id ?? open[0]?.id ?? NEW;
  const [chosen, setChosen] = useState(isHeld ? NEW : first);
  const title = say('vendor.title', { number: ticketNumber(detail.ticket, say) });
  const found = detail.vendorCases.find(({ id, state }) => id === chosen && state === 'open');
  const choices = [
    ...open.map(({ id, vendorName }) => ({ id, label: vendorName })),
    ...(workspace.vendors.length === 0 ? [] : [{ id: NEW, label: say('vendor.newCase') }]),
  ];
  const choice =
    open.length === 0 ? null : (
      <Select
        label={say('vendor.case')}
        value={found?.id ?? NEW}
        onChange={setChosen}
        placeholder={say('common.choose')}
        options={choices}
      />
    );
  if (found === undefined) return <VendorReferralForm {...props} title={title} choice={choice} />;
  return <VendorCaseForm key={found.id} {...props} title={title} choice={choice} vendorCase={found} />;
}
