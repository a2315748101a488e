import type { ReactElement } from 'react';
import { Segmented } from '../ui/segmented.tsx';
import { Controls } from './controls.tsx';
import { Fields } from './fields.tsx';
import { Layers } from './layers.tsx';
import { addressOf, type Look } from './look.ts';
import { Signals } from './signals.tsx';
import styles from './gallery.module.css';

const CHOICES = {
  theme: ['light', 'dark'],
  contrast: ['normal', 'more'],
  density: ['comfortable', 'compact'],
  language: ['pt-BR', 'en'],
} as const;

/** Every component of ui/ in every state it has, in one look at a time. */
export function Gallery({ look }: { readonly look: Look }): ReactElement {
  return (
    <main className={styles['page']}>
      <header className={styles['looks']}>
        {(['theme', 'contrast', 'density', 'language'] as const).map((part) => (
          <Segmented<string>
            key={part}
            label={part}
            value={look[part]}
            options={CHOICES[part].map((id) => ({ id, label: id }))}
            onChange={(chosen) => location.assign(addressOf({ ...look, [part]: chosen }))}
          />
        ))}
      </header>
      <div className={styles['columns']}>
        <Controls language={look.language} />
        <Fields language={look.language} />
        <Signals language={look.language} />
        <Layers language={look.language} />
      </div>
    </main>
  );
}
