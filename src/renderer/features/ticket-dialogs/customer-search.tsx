/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- the combobox pattern of the WAI-ARIA APG: a native datalist cannot show who a customer is. */
import { Search as Glass, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useMemo, useState } from 'react';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { searchCustomers } from '../../lib/search-customers.ts';
import { useText } from '../../lib/text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { TextField } from '../../ui/field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './customer-search.module.css';

type CustomerSearchProps = {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly value: Customer | null;
  readonly onChange: (customer: Customer | null) => void;
};

/** Finds a customer by any part of name, company, phone or e-mail as it is typed; arrows and Enter choose. */
export function CustomerSearch({ customers, value, onChange }: CustomerSearchProps): ReactElement {
  if (value !== null) return <Chosen customer={value} onClear={() => onChange(null)} />;
  return <Search customers={customers} choose={onChange} />;
}

type SearchProps = {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly choose: (customer: Customer) => void;
};

/** Has the focus from the start, also when the customer that was chosen is to be another. */
function Search({ customers, choose }: SearchProps): ReactElement {
  const say = useText();
  const first = useFirstFocus<HTMLInputElement>();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = useMemo(() => searchCustomers(customers, query), [customers, query]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || query.trim() === '') return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = found[active];
    if (by !== 0) setActive((now) => Math.min(found.length - 1, Math.max(0, now + by)));
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setQuery('');
    } else return;
    event.preventDefault();
  };
  const isOpen = query.trim() !== '';
  return (
    <div className={styles['search']}>
      <TextField
        label={say('create.customer')}
        mark={say('common.optional')}
        placeholder={say('create.customerPlaceholder')}
        inputRef={first}
        autoComplete="off"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found.length > 0 ? `${listId}-${active}` : undefined}
        value={query}
        onChange={(text) => {
          setQuery(text);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        trailing={<Glass size={15} className={styles['glass']} aria-hidden />}
      />
      {isOpen ? (
        <ul id={listId} role="listbox" aria-label={say('create.customerResults')} className={styles['results']}>
          {found.length === 0 ? <li className={styles['none']}>{say('create.customerNone')}</li> : null}
          {found.map((customer, index) => (
            <li
              key={customer.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classNames(styles['option'], index === active && styles['active'])}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(customer);
              }}
              onMouseEnter={() => setActive(index)}
            >
              <CustomerLine customer={customer} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Chosen({ customer, onClear }: { readonly customer: Customer; readonly onClear: () => void }): ReactElement {
  const say = useText();
  return (
    <div>
      <p className={styles['label']}>{say('create.customer')}</p>
      <div className={styles['chosen']}>
        <CustomerLine customer={customer} />
        <Button
          variant="ghost"
          size="sm"
          aria-label={say('create.customerClear')}
          tooltip={say('create.customerClear')}
          icon={<X size={15} />}
          onClick={onClear}
        />
      </div>
    </div>
  );
}

function CustomerLine({ customer }: { readonly customer: Customer }): ReactElement {
  return (
    <>
      <Avatar name={customer.name} size="md" />
      <span className={styles['texts']}>
        <span className={styles['name']}>{customer.name}</span>
        <span className={styles['about']}>
          {[customer.company, customer.phone, customer.email].filter((part) => part !== null).join(' · ')}
        </span>
      </span>
    </>
  );
}
