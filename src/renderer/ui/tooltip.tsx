import type { ReactElement } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './tooltip.module.css';

type TooltipProps = {
  readonly text: string;
  readonly placement?: 'top' | 'right' | undefined;
  /** An element that takes the focus. */
  readonly children: ReactElement<Record<string, unknown>, string>;
};

/** A short hint on hover and on keyboard focus. */
export function Tooltip({ text, placement = 'top', children }: TooltipProps): ReactElement {
  return (
    <TooltipTrigger delay={450} closeDelay={60}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6} placement={placement}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
