import type { ReactElement } from 'react';

/** The mark of Patamar: three steps and the landing between them. */
export function Logo({ size = 24 }: { readonly size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M6.5 24.5h6v-6h7v-6h6"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="22.5" cy="7.6" r="2" fill="var(--on-accent)" />
    </svg>
  );
}
