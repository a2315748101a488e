import type { ReactElement } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './tooltip.module.css';

type TooltipProps = {
  readonly text: string;
  /** An element that takes the focus. */
  readonly children: ReactElement<Record<string, unknown>, string>;
};

/** A short hint on hover and on keyboard focus. */
export function Tooltip({ text, children }: TooltipProps): ReactElement {
  return (
    <TooltipTrigger delay={450} closeDelay={60}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
