/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a window splitter (WAI-ARIA APG): a separator that is worked; an hr cannot be. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import styles from './splitter.module.css';

const STEP = 16;
const BIG_STEP = 64;

type SplitterProps = {
  /** Names what it resizes. */
  readonly label: string;
  /** The pane's width, and its bounds, px. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  /** On which edge of the pane it lies; the pane is positioned. */
  readonly edge: 'start' | 'end';
  readonly onResize: (width: number) => void;
  /** Back to the width it has by itself: a double click, or Enter. */
  readonly onReset: () => void;
};

/** The edge of a pane, to be dragged, moved with the arrows (further with Shift), or sent to its ends with Home and End. */
export function Splitter({ label, width, least, most, edge, onResize, onReset }: SplitterProps): ReactElement {
  const grip = useRef<{ readonly fromX: number; readonly fromWidth: number } | null>(null);
  const sign = edge === 'end' ? 1 : -1;
  const resize = (next: number): void => onResize(Math.min(most, Math.max(least, next)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? BIG_STEP : STEP;
    const act = {
      ArrowRight: () => resize(width + sign * step),
      ArrowLeft: () => resize(width - sign * step),
      Home: () => resize(least),
      End: () => resize(most),
      Enter: onReset,
    }[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { fromX: event.clientX, fromWidth: width };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip.current !== null) resize(grip.current.fromWidth + sign * (event.clientX - grip.current.fromX));
  };
  const letGo = (): void => {
    grip.current = null;
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      data-edge={edge}
      className={styles['splitter']}
      // Neither the focus nor a selection of text moves with the pointer.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}
