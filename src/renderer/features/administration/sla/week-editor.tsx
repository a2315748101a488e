import { Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import { type CalendarSpec, WEEKDAYS } from '../../../../shared/sla/calendar-spec.ts';
import type { Weekday } from '../../../../shared/sla/week.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import { withDay, withDayCopied } from './calendar-edits.ts';
import { weekdayName } from './calendar-words.ts';
import { IntervalsEditor } from './intervals-editor.tsx';
import { WeekStrip } from './week-strip.tsx';
import styles from './calendar-fields.module.css';

type WeekEditorProps = {
  readonly spec: CalendarSpec;
  readonly onChange: (spec: CalendarSpec) => void;
  readonly problemAt: (path: string) => string | undefined;
};

/** The hours of a week, day by day, and drawn. A day's hours can be given to others. */
export function WeekEditor({ spec, onChange, problemAt }: WeekEditorProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  return (
    <>
      <WeekStrip spec={spec} />
      <ul className={styles['week']}>
        {WEEKDAYS.map((day) => {
          const name = weekdayName(day, language);
          return (
            <li key={day} className={styles['day']}>
              <span className={styles['dayName']}>{name}</span>
              <IntervalsEditor
                day={name}
                intervals={spec.weekly[day] ?? []}
                onChange={(intervals) => onChange(withDay(spec, day, intervals))}
                problem={problemAt(`weekly.${day}`)}
                problemOf={(index) => problemAt(`weekly.${day}.${index}`)}
              />
              <CopyDay day={day} name={name} onCopy={(to) => onChange(withDayCopied(spec, day, to))} />
            </li>
          );
        })}
      </ul>
      <p className={styles['hint']}>{say('calendar.weekHint')}</p>
    </>
  );
}

type CopyDayProps = {
  readonly day: Weekday;
  readonly name: string;
  readonly onCopy: (to: readonly Weekday[]) => void;
};

function CopyDay({ day, name, onCopy }: CopyDayProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const others = WEEKDAYS.filter((other) => other !== day);
  const entries: readonly MenuEntry[] = [
    {
      id: 'weekdays',
      label: say('calendar.copyToWeekdays'),
      onAction: () => onCopy(WEEKDAYS.slice(0, 5).filter((other) => other !== day)),
    },
    { id: 'all', label: say('calendar.copyToAll'), onAction: () => onCopy(others) },
    ...others.map((other) => ({
      id: other,
      label: say('calendar.copyTo', { day: weekdayName(other, language) }),
      onAction: () => onCopy([other]),
    })),
  ];
  const title = say('calendar.copy', { day: name });
  return (
    <Menu label={title} groups={[{ id: 'copy', title, entries }]}>
      <button type="button" className={styles['copy']} aria-label={title}>
        <Copy size={14} aria-hidden />
      </button>
    </Menu>
  );
}
