import type { ReactElement } from 'react';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { useText } from '../../lib/text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CUSTOMER_DETAILS } from './customer-details.ts';
import styles from './ticket-header.module.css';

/** Who the customer is and how to reach them, in one line: what does not fit whole is left to the context. */
export function CustomerCard({ customer }: { readonly customer: Customer | undefined }): ReactElement {
  const say = useText();
  return (
    <section className={styles['customerLine']} aria-label={say('customer.title')}>
      <Avatar name={customer?.name ?? null} title={say('customer.title')} />
      <span className={styles['customerName']}>{customer?.name ?? say('list.noCustomer')}</span>
      {CUSTOMER_DETAILS.map(({ field, Icon }) => {
        const value = customer?.[field] ?? null;
        return value === null ? null : (
          <span key={field} className={styles['detail']} title={say(`customer.${field}`)}>
            <Icon size={13} aria-label={say(`customer.${field}`)} />
            {value}
          </span>
        );
      })}
    </section>
  );
}
