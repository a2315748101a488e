import { ChevronDown, CircleAlert } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components/ComboBox';
import { fold } from '../../shared/search/fold.ts';
import { classNames } from './class-names.ts';
import styles from './combo-box.module.css';
import selectStyles from './select.module.css';

type ComboBoxProps = {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** What opens the list, in words. */
  readonly openLabel: string;
  /** What is typed is the value, also where it is none of the choices. */
  readonly isFree?: boolean;
  readonly hint?: string | undefined;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string | undefined;
  readonly error?: string | undefined;
};

/** A choice of one out of a long list, found by typing part of it, whatever its case and accents. */
export function ComboBox(props: ComboBoxProps): ReactElement {
  const { label, options, value, onChange, openLabel, isFree = false, hint, error } = props;
  const { placeholder, maxLength, inputRef, className } = props;
  const about = error ?? hint;
  return (
    <AriaComboBox
      className={classNames(selectStyles['field'], className)}
      defaultItems={options}
      defaultFilter={(text, typed) => fold(text).includes(fold(typed))}
      isInvalid={error !== undefined}
      menuTrigger="input"
      {...(isFree
        ? { allowsCustomValue: true, inputValue: value ?? '', onInputChange: onChange }
        : {
            value,
            defaultInputValue: options.find(({ id }) => id === value)?.label ?? '',
            onChange: (key: string | number | null) => onChange(key === null ? null : String(key)),
          })}
    >
      <Label className={selectStyles['label'] ?? ''}>{label}</Label>
      <div className={styles['control']}>
        <Input
          ref={inputRef}
          className={styles['input'] ?? ''}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(maxLength === undefined ? {} : { maxLength })}
        />
        <Button className={styles['open'] ?? ''} aria-label={openLabel}>
          <ChevronDown size={15} aria-hidden />
        </Button>
      </div>
      {about === undefined ? null : (
        <p className={error === undefined ? styles['hint'] : selectStyles['error']}>
          {error === undefined ? null : <CircleAlert size={13} aria-hidden />}
          {about}
        </p>
      )}
      <Popover className={selectStyles['popover'] ?? ''} offset={4}>
        <ListBox<ComboBoxProps['options'][number]> className={selectStyles['list'] ?? ''}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={selectStyles['option'] ?? ''}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
