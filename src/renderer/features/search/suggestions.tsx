import type { ReactElement } from 'react';
import type { Suggestion } from '../../../shared/search/suggest.ts';
import { useText } from '../../lib/text.ts';
import { classNames } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './suggestions.module.css';

type SuggestionsProps = {
  readonly suggestions: readonly Suggestion[];
  /** Which of them Tab takes. */
  readonly picked: number;
  readonly onTake: (suggestion: Suggestion) => void;
};

/** What the word being typed may become, below the field: Tab takes the one that stands out, → goes on to the next. */
export function Suggestions({ suggestions, picked, onTake }: SuggestionsProps): ReactElement {
  const say = useText();
  return (
    <div className={styles['suggestions']}>
      {suggestions.map((suggestion, index) => (
        <button
          key={suggestion.text}
          type="button"
          tabIndex={-1}
          className={classNames(styles['suggestion'], index === picked && styles['picked'])}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          {suggestion.label}
        </button>
      ))}
      <span className={styles['hint']} aria-hidden>
        <Kbd keys="Tab" /> {say('search.completes')}
        {suggestions.length > 1 ? (
          <>
            <Kbd keys="→" /> {say('search.nextSuggestion')}
          </>
        ) : null}
      </span>
      <output className={styles['spoken']}>
        {say('search.suggested', { filter: suggestions[picked]?.text ?? '' })}
      </output>
    </div>
  );
}
