import type { ReactElement } from 'react';
import { tierName } from '../../../shared/domain/tier.ts';
import { useText } from '../../lib/text.ts';
import type { useSamplePeople } from '../../session/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import styles from './sign-in-screen.module.css';

/** The password of everybody in a sample workspace, as its maker sets it. */
export const SAMPLE_PASSWORD = 'patamar-sample';

type SamplePeopleProps = {
  readonly people: ReturnType<typeof useSamplePeople>;
  readonly onPick: (email: string) => void;
};

/** The people of a sample workspace: a click fills the form in. */
export function SamplePeople({ people, onPick }: SamplePeopleProps): ReactElement {
  const say = useText();
  return (
    <section className={styles['people']} aria-labelledby="sample-title">
      <h2 id="sample-title" className={styles['peopleTitle']}>
        {say('signIn.sampleTitle')}
      </h2>
      <p className={styles['peopleHint']}>{say('signIn.sampleHint', { password: SAMPLE_PASSWORD })}</p>
      <ul className={styles['peopleList']}>
        {people.map(({ name, email, role, tiers }) => (
          <li key={email}>
            <button type="button" className={styles['person']} onClick={() => onPick(email)}>
              <Avatar name={name} size="lg" />
              <span className={styles['personTexts']}>
                <span className={styles['personName']}>{name}</span>
                <span className={styles['personRole']}>{say(`role.${role}`)}</span>
              </span>
              {tiers.map((tier) => (
                <Badge key={tier} tone="accent">
                  {tierName(tier)}
                </Badge>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
