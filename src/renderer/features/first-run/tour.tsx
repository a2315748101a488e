import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { chordLabel } from '../../commands/chord.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { FocusedButton } from './focused-button.tsx';
import { TOUR_STEPS } from './tour-steps.ts';
import { type Place, useTargetPlace } from './use-target-place.ts';
import styles from './first-run.module.css';

/** The tour of the console: one thing after the other is lit up and explained; Esc ends it at any time. */
export function Tour(): ReactElement {
  const close = useDialogStore((state) => state.close);
  const [index, setIndex] = useState(0);
  const step = TOUR_STEPS[index] ?? TOUR_STEPS[0];
  const { id, target, needsTicket } = step;
  const place = useTargetPlace(target);
  useEffect(() => {
    if (needsTicket && useViewStore.getState().ticketId === null) useViewStore.getState().step(1);
  }, [needsTicket]);
  const end = (): void => {
    close();
    focusPlace('list');
  };
  if (place === undefined) return <div className={styles['shade']} />;
  return (
    <Stop
      key={`${id} ${place === null ? 'nowhere' : 'there'}`}
      index={index}
      place={place}
      onGo={setIndex}
      onEnd={end}
    />
  );
}

type StopProps = {
  readonly index: number;
  readonly place: Place | null;
  readonly onGo: (index: number) => void;
  readonly onEnd: () => void;
};

function Stop({ index, place, onGo, onEnd }: StopProps): ReactElement {
  const say = useText();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const light = useRef<HTMLDivElement>(null);
  const { id, placement } = TOUR_STEPS[index] ?? TOUR_STEPS[0];
  const count = TOUR_STEPS.length;
  const isLast = index === count - 1;
  return (
    <>
      <div ref={light} className={styles['light']} style={place ?? { left: '50%', top: '30%', width: 0, height: 0 }} />
      <Popover
        isOpen
        triggerRef={light}
        placement={place === null ? 'bottom' : placement}
        offset={12}
        containerPadding={16}
        className={styles['stop'] ?? ''}
        onOpenChange={(isOpen) => {
          if (!isOpen) onEnd();
        }}
      >
        <Dialog className={styles['words'] ?? ''}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {say(`tour.${id}`)}
          </Heading>
          <p>{say(`tour.${id}.text`, { send: chordLabel('mod+enter', platform) })}</p>
          <div className={styles['foot']}>
            <span className={styles['count']}>{say('tour.step', { step: index + 1, count })}</span>
            {isLast ? null : (
              <Button variant="ghost" size="sm" onClick={onEnd}>
                {say('tour.skip')}
              </Button>
            )}
            {index === 0 ? null : (
              <Button size="sm" onClick={() => onGo(index - 1)}>
                {say('tour.back')}
              </Button>
            )}
            <FocusedButton onClick={() => (isLast ? onEnd() : onGo(index + 1))}>
              {say(isLast ? 'tour.finish' : 'tour.next')}
            </FocusedButton>
          </div>
        </Dialog>
      </Popover>
    </>
  );
}
