import { useState } from 'react';
import { testAlert } from '../../shared/ipc/alert-channels.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { call } from './bridge.ts';
import { useText } from './text.ts';

type TestAlert = {
  readonly send: () => void;
  readonly isSending: boolean;
  /** Whether main has answered. */
  readonly wasSent: boolean;
  /** What the system made of it, in words; empty before. */
  readonly said: string;
};

/** Shows a real alert outside the window, and says what the system made of it. */
export function useTestAlert(): TestAlert {
  const say = useText();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const [isSending, setSending] = useState(false);
  const [answer, setAnswer] = useState<{ readonly outcome: 'shown' | 'blocked' | 'unsure'; isQuiet: boolean } | null>(
    null,
  );
  const send = async (): Promise<void> => {
    setSending(true);
    setAnswer(null);
    setAnswer(await call(testAlert, undefined));
    setSending(false);
  };
  const texts = answer === null ? [] : [say(`notifications.sent.${answer.outcome}`, { platform })];
  if (answer?.isQuiet === true) texts.push(say('notifications.sent.quiet'));
  return { send: () => void send(), isSending, wasSent: answer !== null, said: texts.join(' ') };
}
