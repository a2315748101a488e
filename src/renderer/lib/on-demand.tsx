import { type ComponentType, lazy, type ReactElement, useState } from 'react';

/** A part whose code is fetched when it is first shown, or before that by `preload`. */
export type OnDemand<Props> = {
  readonly Part: (props: Props) => ReactElement;
  readonly preload: () => Promise<void>;
};

/**
 * Makes one out of what imports its code. Shown before that has come, it suspends; code that is there already is drawn
 * at once, where a lazy component would suspend once all the same.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetchPart = async (): Promise<{ default: ComponentType<Props> }> => {
    loaded = await load();
    return { default: loaded };
  };
  const Later: ComponentType<Props> = lazy(fetchPart);
  return {
    Part: function Part(props) {
      // The one it began with, for as long as it is shown: another would lose what was typed.
      const [Shown] = useState<ComponentType<Props>>(() => loaded ?? Later);
      return <Shown {...props} />;
    },
    async preload() {
      await fetchPart();
    },
  };
}
