import { type ReactElement, type ReactNode, useId } from 'react';
import styles from './settings.module.css';

type SettingGroupProps = {
  readonly title: string;
  readonly hint?: string;
  /** What says it already: the section has this one group. */
  readonly isTitleHidden?: boolean;
  readonly children: ReactNode;
};

/** Some settings that belong together, under their name. */
export function SettingGroup({ title, hint, isTitleHidden = false, children }: SettingGroupProps): ReactElement {
  const id = useId();
  if (isTitleHidden) {
    return (
      <section className={styles['group']} aria-label={title}>
        {children}
      </section>
    );
  }
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <div>
        <h3 id={id} className={styles['groupTitle']}>
          {title}
        </h3>
        {hint === undefined ? null : <p className={styles['groupHint']}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}

type SettingRowProps = { readonly label: string; readonly hint?: string; readonly children: ReactNode };

/** A setting: what it is on the left, its choices on the right. */
export function SettingRow({ label, hint, children }: SettingRowProps): ReactElement {
  return (
    <div className={styles['row']}>
      <div className={styles['rowText']}>
        <p className={styles['label']}>{label}</p>
        {hint === undefined ? null : <p className={styles['hint']}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}

type FactsProps = { readonly facts: readonly (readonly [name: string, value: ReactNode])[] };

/** Names and what they stand for, below one another. */
export function Facts({ facts }: FactsProps): ReactElement {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
