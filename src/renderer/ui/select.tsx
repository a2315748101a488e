import { Check, ChevronDown, CircleAlert } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classNames } from './class-names.ts';
import styles from './select.module.css';

type SelectProps<Id extends string> = {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly hint?: string }[];
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  readonly placeholder: string;
  readonly error?: string | undefined;
  /** Stands below it, and is read out with it. */
  readonly hint?: string | undefined;
  readonly isLabelHidden?: boolean;
  readonly className?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
};

/** A choice of one out of a list, worked with arrows or by typing its first letters. */
export function Select<Id extends string>(props: SelectProps<Id>): ReactElement {
  const {
    label,
    options,
    value,
    onChange,
    placeholder,
    error,
    hint,
    isLabelHidden = false,
    className,
    buttonRef,
  } = props;
  return (
    <AriaSelect
      className={classNames(styles['field'], className)}
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {isLabelHidden ? null : <Label className={styles['label'] ?? ''}>{label}</Label>}
      <Button ref={buttonRef} className={styles['button'] ?? ''}>
        <SelectValue className={styles['value'] ?? ''} />
        <ChevronDown size={15} aria-hidden />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      {error === undefined ? null : (
        <p className={styles['error']}>
          <CircleAlert size={13} aria-hidden />
          {error}
        </p>
      )}
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox className={styles['list'] ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles['option'] ?? ''}>
              <span className={styles['optionText']}>
                {option.label}
                {option.hint === undefined ? null : <small>{option.hint}</small>}
              </span>
              <Check size={14} className={styles['check']} aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
