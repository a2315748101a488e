import { CloudOff, Inbox, MessageCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../lib/text.ts';
import type { Language } from '../stores/settings-store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CountdownPill } from '../ui/countdown-pill.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/logo.tsx';
import { Quotes } from '../ui/quotes.tsx';
import { Part } from './part.tsx';
import styles from './gallery.module.css';

const TONES = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'] as const;
const CLOCKS = [
  ['running', '22h00'],
  ['warning', '18 min'],
  ['breached', '−1h17'],
  ['paused', '3h10'],
  ['met', '0h42'],
  ['missed', '−0h05'],
  ['ended', '—'],
  ['none', '—'],
] as const;
/** One of each tint. */
const PEOPLE = ['Igor Paz', 'Ana Lima', 'Elisa Prado', 'Rui Braga', 'Fábio Nunes', 'Bruno Reis'];

/** What tells a state. */
export function Signals({ language }: { readonly language: Language }): ReactElement {
  const long = say(language, 'clock.estimatedWhy');
  return (
    <>
      <Part name="badge">
        <div className={styles['row']}>
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone} icon={<MessageCircle size={12} aria-hidden />}>
              {say(language, 'conversation.note')}
            </Badge>
          ))}
        </div>
      </Part>
      <Part name="countdown-pill">
        <div className={styles['row']}>
          {CLOCKS.map(([tone, figure]) => (
            <CountdownPill key={tone} tone={tone} leftShare={0.7} figure={figure} sentence={`${tone} ${figure}`} />
          ))}
        </div>
      </Part>
      <Part name="avatar">
        <div className={styles['row']}>
          {PEOPLE.map((name) => (
            <Avatar key={name} name={name} size="md" />
          ))}
          <Avatar name={null} title={say(language, 'list.unassigned')} />
          <Avatar name="Ana Lima" size="lg" />
          <Logo size={28} />
        </div>
      </Part>
      <Part name="banner">
        {(['neutral', 'info', 'warning', 'danger'] as const).map((tone) => (
          <Banner
            key={tone}
            tone={tone}
            icon={<CloudOff size={15} />}
            action={<Button size="sm">{say(language, 'common.dismiss')}</Button>}
          >
            {tone === 'warning' ? long : say(language, 'dialog.keptOffline')}
          </Banner>
        ))}
      </Part>
      <Part name="empty-state">
        <EmptyState
          icon={<Inbox />}
          title={say(language, 'list.emptyMine')}
          hint={say(language, 'list.emptyMineHint')}
        />
      </Part>
      <Part name="quotes">
        <Quotes
          label={say(language, 'conversation.label')}
          quotes={[
            { id: 'a', author: 'Ana Lima', about: say(language, 'conversation.note'), when: '10:42', text: long },
          ]}
        />
      </Part>
    </>
  );
}
