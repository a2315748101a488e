import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';
import styles from './button.module.css';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'title'> & {
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  readonly size?: 'sm' | 'md';
  readonly icon?: ReactNode;
  /** Shown on hover and focus: the shortcut, or why the button does nothing now. */
  readonly tooltip?: string | undefined;
  readonly tooltipPlacement?: 'top' | 'right' | undefined;
  /** Stays reachable by keyboard, so that its tooltip can say why. */
  readonly isDisabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  /** The command it runs, and its name on the tour: by them the tour finds it. */
  readonly 'data-command'?: string;
  readonly 'data-tour'?: string;
  /** Where files are added: by it the focus comes back when the last one is taken out. */
  readonly 'data-attach'?: boolean;
};

/** A button; a disabled one can still be focused and says why in its tooltip. */
export function Button({ isDisabled = false, tooltip, tooltipPlacement, ...rest }: ButtonProps): ReactElement {
  const button = <PlainButton {...rest} isDisabled={isDisabled} />;
  return tooltip === undefined ? (
    button
  ) : (
    <Tooltip text={tooltip} placement={tooltipPlacement}>
      {button}
    </Tooltip>
  );
}

function PlainButton({
  variant = 'secondary',
  size = 'md',
  icon,
  isDisabled = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: Omit<ButtonProps, 'tooltip' | 'tooltipPlacement'>): ReactElement {
  return (
    <button
      {...rest}
      type={type === 'submit' && isDisabled ? 'button' : type}
      aria-disabled={isDisabled || undefined}
      className={classNames(
        styles['button'],
        styles[variant],
        size === 'sm' && styles['sm'],
        (children === undefined || children === null) && styles['iconOnly'],
        className,
      )}
      onClick={isDisabled ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}
