import { UserRoundX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { useText } from '../../lib/text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CUSTOMER_DETAILS } from './customer-details.ts';
import styles from './ticket-context.module.css';

/** Who the customer is and every way to reach them; what can be called or written to is a link. */
export function CustomerContact({ customer }: { readonly customer: Customer | undefined }): ReactElement {
  const say = useText();
  if (customer === undefined) {
    return <EmptyState icon={<UserRoundX />} title={say('context.noCustomer')} hint={say('context.noCustomerHint')} />;
  }
  const details = CUSTOMER_DETAILS.flatMap(({ field, Icon, href }) => {
    const value = customer[field];
    return value === null ? [] : [{ field, Icon, value, href: href?.(value) }];
  });
  return (
    <section className={styles['section']} aria-label={say('customer.title')}>
      <div className={styles['person']}>
        <Avatar name={customer.name} size="lg" />
        <h3 className={styles['name']}>{customer.name}</h3>
      </div>
      {details.length === 0 ? <p className={styles['none']}>{say('context.noContact')}</p> : null}
      <dl className={styles['details']}>
        {details.map(({ field, Icon, value, href }) => (
          <div key={field} className={styles['detail']}>
            <dt title={say(`customer.${field}`)}>
              <Icon size={14} aria-label={say(`customer.${field}`)} />
            </dt>
            <dd>{href === undefined ? value : <a href={href}>{value}</a>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
