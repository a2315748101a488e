import { Hand, Plus, Send } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { say } from '../lib/text.ts';
import { type Language } from '../stores/settings-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Part } from './part.tsx';
import styles from './gallery.module.css';

const VARIANTS = ['primary', 'secondary', 'ghost', 'danger'] as const;

/** What is pressed, chosen and moved. */
export function Controls({ language }: { readonly language: Language }): ReactElement {
  const [mode, setMode] = useState<'reply' | 'note'>('reply');
  const [tab, setTab] = useState<'conversation' | 'attempts'>('conversation');
  const [width, setWidth] = useState(180);
  return (
    <>
      <Part name="button">
        {VARIANTS.map((variant) => (
          <div key={variant} className={styles['row']}>
            <Button variant={variant} icon={<Hand size={16} aria-hidden />}>
              {say(language, 'command.ticket.claim')}
            </Button>
            <Button variant={variant} size="sm">
              {say(language, 'command.ticket.escalate')}
            </Button>
            <Button variant={variant} aria-label={say(language, 'nav.newTicket')} icon={<Plus size={16} />} />
            <Button variant={variant} isDisabled icon={<Send size={16} aria-hidden />}>
              {say(language, 'composer.send')}
            </Button>
          </div>
        ))}
      </Part>
      <Part name="kbd">
        <div className={styles['row']}>
          <Kbd keys="C" />
          <Kbd keys="G M" />
          <Kbd keys="Ctrl+Enter" />
        </div>
      </Part>
      <Part name="segmented">
        <Segmented
          label={say(language, 'composer.mode')}
          value={mode}
          onChange={setMode}
          options={[
            { id: 'reply', label: say(language, 'composer.reply') },
            { id: 'note', label: say(language, 'composer.note') },
          ]}
        />
      </Part>
      <Part name="tabs">
        <Tabs
          label={say(language, 'ticket.tabs')}
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: 'conversation',
              label: say(language, 'ticket.tab.conversation'),
              count: 12,
              panel: <p className={styles['text']}>{say(language, 'conversation.emptyHint')}</p>,
            },
            { id: 'attempts', label: say(language, 'ticket.tab.attempts'), panel: null },
          ]}
        />
      </Part>
      <Part name="splitter">
        <div className={styles['split']} style={{ width }}>
          {`${width} px`}
          <Splitter
            label={say(language, 'layout.resizeList')}
            width={width}
            least={120}
            most={320}
            edge="end"
            onResize={setWidth}
            onReset={() => setWidth(180)}
          />
        </div>
      </Part>
    </>
  );
}
