import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';

type FocusedButtonProps = { readonly onClick: () => void; readonly children: ReactNode };

/** The button that leads on: it has the focus when its step appears. */
export function FocusedButton({ onClick, children }: FocusedButtonProps): ReactElement {
  const button = useFirstFocus<HTMLButtonElement>();
  return (
    <Button ref={button} variant="primary" onClick={onClick}>
      {children}
    </Button>
  );
}
