import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Tooltip as AriaTooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import styles from './tooltip.module.css';

/** So long the pointer rests on something before its hint is shown, and so long it may be between the two. */
const DELAY_MS = 450;
const CLOSE_DELAY_MS = 60;
/** Whoever reads one hint after the other does not wait for each. */
const WARM_MS = 500;

type Placement = 'top' | 'right';

type TooltipProps = {
  readonly text: string;
  readonly placement?: Placement | undefined;
  /** An element that takes the focus. */
  readonly children: ReactElement<Record<string, unknown>, string>;
};

/** What is pointed at, or has the focus of the keyboard. */
type Cause = { readonly element: HTMLElement; readonly isFocus: boolean };

/**
 * A short hint on hover and on keyboard focus. There are dozens on screen and one at most is read: what a hint takes is
 * made once it is asked for.
 */
export function Tooltip({ text, placement = 'top', children }: TooltipProps): ReactElement {
  const [cause, setCause] = useState<Cause | null>(null);
  const { onPointerEnter, onFocus } = children.props;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter(event: PointerEvent<HTMLElement>) {
          if (typeof onPointerEnter === 'function') onPointerEnter(event);
          const element = event.currentTarget;
          if (event.pointerType !== 'touch') setCause((known) => known ?? { element, isFocus: false });
        },
        onFocus(event: FocusEvent<HTMLElement>) {
          if (typeof onFocus === 'function') onFocus(event);
          const element = event.currentTarget;
          if (element.matches(':focus-visible')) setCause({ element, isFocus: true });
        },
      })}
      {cause === null ? null : (
        <Hint
          key={String(cause.isFocus)}
          cause={cause}
          text={text}
          placement={placement}
          onGone={() => setCause(null)}
        />
      )}
    </>
  );
}

type HintProps = {
  readonly cause: Cause;
  readonly text: string;
  readonly placement: Placement;
  readonly onGone: () => void;
};

/** The one that is shown now, and when the last one went. */
let shown: { readonly close: () => void } | null = null;
let goneAtMs = Number.NEGATIVE_INFINITY;

/** Waits until it is to be shown, shows the hint, and goes with what it is about: the pointer, the focus, or Esc. */
function Hint({ cause: { element, isFocus }, text, placement, onGone }: HintProps): ReactElement | null {
  // The type does not have it, the element does.
  const named = { id: useId() };
  const { id } = named;
  const trigger = useRef<Element>(element);
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const gone = useRef(onGone);
  const [isOpen, setOpen] = useState(() => isFocus || shown !== null || performance.now() - goneAtMs < WARM_MS);
  useEffect(() => {
    gone.current = onGone;
  });
  const state = useMemo(() => {
    const stay = (): void => clearTimeout(closing.current);
    const close = (isAtOnce = false): void => {
      stay();
      if (isAtOnce) gone.current();
      else closing.current = setTimeout(() => gone.current(), CLOSE_DELAY_MS);
    };
    return { isOpen: true, shouldSkipAnimation: false, open: stay, close };
  }, []);
  useEffect(() => {
    if (isOpen) return undefined;
    const timer = setTimeout(() => setOpen(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return undefined;
    const self = { close: () => state.close(true) };
    shown?.close();
    shown = self;
    element.setAttribute('aria-describedby', id);
    return () => {
      element.removeAttribute('aria-describedby');
      goneAtMs = performance.now();
      if (shown === self) shown = null;
    };
  }, [isOpen, element, id, state]);
  useEffect(() => {
    const goneNow = (): void => state.close(true);
    const onLeave = (): void => state.close(!isOpen);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !isOpen || !(event.target instanceof Node) || !element.contains(event.target))
        return;
      // The hint is what Esc closes first.
      event.stopPropagation();
      goneNow();
    };
    if (!isFocus) {
      element.addEventListener('pointerleave', onLeave);
      element.addEventListener('pointerenter', state.open);
    }
    element.addEventListener('blur', goneNow);
    element.addEventListener('pointerdown', goneNow);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('pointerenter', state.open);
      element.removeEventListener('blur', goneNow);
      element.removeEventListener('pointerdown', goneNow);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [element, isFocus, isOpen, state]);
  useEffect(() => () => clearTimeout(closing.current), []);
  if (!isOpen) return null;
  return (
    <TooltipTriggerStateContext value={state}>
      <AriaTooltip {...named} triggerRef={trigger} className={styles['tooltip'] ?? ''} offset={6} placement={placement}>
        {text}
      </AriaTooltip>
    </TooltipTriggerStateContext>
  );
}
