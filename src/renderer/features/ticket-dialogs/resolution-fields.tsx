import type { ReactElement, RefObject } from 'react';
import { RESOLUTION_CODES, type ResolutionCode } from '../../../shared/domain/resolution.ts';
import { useText } from '../../lib/text.ts';
import { TextArea } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

const SHORTEST = 3;

/** Whether a summary says too little to resolve by. */
export function isTooShort(summary: string): boolean {
  return summary.trim().length < SHORTEST;
}

type ResolutionFieldsProps = {
  readonly first: RefObject<HTMLTextAreaElement | null>;
  readonly code: ResolutionCode;
  readonly onCode: (code: ResolutionCode) => void;
  readonly summary: string;
  readonly onSummary: (summary: string) => void;
  readonly isChecked: boolean;
};

/** How something was solved and what solved it, of one ticket or of several. */
export function ResolutionFields(props: ResolutionFieldsProps): ReactElement {
  const { first, code, onCode, summary, onSummary, isChecked } = props;
  const say = useText();
  return (
    <>
      <Select
        label={say('resolve.code')}
        value={code}
        onChange={onCode}
        placeholder={say('common.choose')}
        options={RESOLUTION_CODES.map((id) => ({ id, label: say(`resolution.${id}`) }))}
      />
      <TextArea
        label={say('resolve.summary')}
        mark={say('common.required')}
        inputRef={first}
        rows={4}
        maxLength={4_000}
        value={summary}
        onChange={onSummary}
        error={isChecked && isTooShort(summary) ? say('dialog.tooShort', { count: SHORTEST }) : undefined}
      />
    </>
  );
}
