import { FileText, Send, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { replyChannels } from '../../../shared/domain/reply-channels.ts';
import type { Channel, Ticket } from '../../../shared/domain/ticket.ts';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { MESSAGE_LENGTH } from '../../../shared/mutations/messages.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import styles from './composer-parts.module.css';

/** From here on the length is told. */
const NEARLY = MESSAGE_LENGTH - 2_000;

type ChannelMenuProps = {
  readonly ticket: Ticket;
  readonly customer: Customer | undefined;
  readonly channel: Channel;
  readonly onChange: (channel: Channel) => void;
};

/** In which channel the reply goes: that of the customer's last message, or another that they have. */
export function ChannelMenu({ ticket, customer, channel, onChange }: ChannelMenuProps): ReactElement {
  const say = useText();
  const label = say('composer.channel', { channel: say(`channelWord.${channel}`) });
  const entries = replyChannels(ticket, customer).map((id) => ({
    id,
    label: say(`channel.${id}`),
    isChosen: id === channel,
    onAction: () => onChange(id),
  }));
  return (
    <Menu
      label={say('composer.channels')}
      placement="top start"
      groups={[{ id: 'channel', title: say('composer.channels'), entries }]}
    >
      <button type="button" className={styles['channel']} title={label}>
        <Send size={13} aria-hidden />
        {label}
      </button>
    </Menu>
  );
}

/** What will stand below the reply, as the customer sees it. */
export function SignaturePreview({ text }: { readonly text: string }): ReactElement {
  const say = useText();
  return (
    <section className={styles['signature']} aria-label={say('composer.signature')}>
      {text}
    </section>
  );
}

type LengthNoteProps = {
  /** Of what would be sent, in characters. */
  readonly length: number;
  readonly onAttach: () => void;
};

/** How much of what a message may hold is used, once it is nearly all; over it, what to do about it. Nothing is cut off. */
export function LengthNote({ length, onAttach }: LengthNoteProps): ReactElement | null {
  const say = useText();
  const language = useLanguage();
  if (length <= NEARLY) return null;
  const number = new Intl.NumberFormat(language);
  const values = { count: number.format(length), most: number.format(MESSAGE_LENGTH) };
  if (length <= MESSAGE_LENGTH) return <output className={styles['length']}>{say('composer.length', values)}</output>;
  return (
    <div className={styles['tooLong']} role="alert">
      <TriangleAlert size={14} aria-hidden />
      <span>{say('composer.tooLong', values)}</span>
      <Button size="sm" icon={<FileText size={14} aria-hidden />} onClick={onAttach}>
        {say('composer.attachText')}
      </Button>
    </div>
  );
}
