import type { ReactElement } from 'react';
import { useLanguage, useText } from '../../../lib/text.ts';
import { useNowMinuteMs } from '../../../lib/use-now.ts';
import { differences } from '../differences.ts';
import type { Described } from '../section.ts';
import { sinceText } from './calendar-words.ts';
import styles from './version-list.module.css';

/** A version in words, with the instant (epoch ms) since when it holds or held. */
export type DescribedVersion = { readonly fromMs: number; readonly lines: readonly Described[] };

/** The versions of a policy or a calendar, newest first: from when to when each held, and what it changed. */
export function VersionList({ versions }: { readonly versions: readonly DescribedVersion[] }): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  if (versions.length < 2) return null;
  const since = (fromMs: number): string => sinceText(fromMs, language, say, nowMs);
  return (
    <details className={styles['versions']}>
      <summary className={styles['summary']}>{say('version.earlier', { count: versions.length - 1 })}</summary>
      <ol className={styles['list']}>
        {versions.toReversed().map(({ fromMs, lines }, index, newestFirst) => {
          const next = newestFirst[index - 1];
          const before = newestFirst[index + 1];
          return (
            <li key={fromMs} className={styles['version']}>
              <p className={styles['when']}>
                {next === undefined
                  ? say('version.from', { from: since(fromMs) })
                  : say('version.fromTo', { from: since(fromMs), to: since(next.fromMs) })}
              </p>
              <dl className={styles['lines']}>
                {before === undefined
                  ? lines.map(({ name, label, value }) => <Line key={name} label={label} value={value} />)
                  : differences(before.lines, lines).map(({ name, label, ...change }) => (
                      <Line key={name} label={label} value={`${change.before} → ${change.after}`} />
                    ))}
              </dl>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

function Line({ label, value }: { readonly label: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
