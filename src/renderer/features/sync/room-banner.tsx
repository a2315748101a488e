import { HardDrive } from 'lucide-react';
import type { ReactElement } from 'react';
import { useRoom } from '../../db/room.ts';
import { useText } from '../../lib/text.ts';
import { Banner } from '../../ui/banner.tsx';

/** Says that the disk is nearly full, while what the agent does can still be kept. */
export function RoomBanner(): ReactElement | null {
  const say = useText();
  if (useRoom() !== 'scarce') return null;
  return (
    <Banner tone="warning" icon={<HardDrive size={15} />}>
      {say('room.scarce')}
    </Banner>
  );
}
