import {
  CircleCheck,
  CloudDownload,
  CloudUpload,
  Download,
  FolderDown,
  HardDrive,
  Hourglass,
  Save,
  TriangleAlert,
  type LucideIcon,
  X,
} from 'lucide-react';
import type { ReactElement } from 'react';
import type { Attachment } from '../../../shared/domain/attachment.ts';
import { saveFile } from '../../../shared/ipc/contract.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { FilePlace } from '../../db/file-record.ts';
import { readContent } from '../../db/files.ts';
import { usePicture } from '../../db/use-files.ts';
import { call } from '../../lib/bridge.ts';
import { fileSize } from '../../lib/format-bytes.ts';
import { type Say, useLanguage, useText } from '../../lib/text.ts';
import { useToastStore } from '../../stores/toast-store.ts';
import { cancelDownload, startDownload, useDownloads } from '../../sync/downloads.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { useUpload } from '../../sync/upload-store.ts';
import { Button } from '../../ui/button.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { type AttachmentState, attachmentState } from './attachment-state.ts';
import styles from './message-attachments.module.css';

/** Pictures that the page shows; not SVG, which is a document. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** Above this a picture is saved and opened elsewhere: taking it apart for a preview costs too much. */
const MOST_SHOWN_BYTES = 10_000_000;

const STATE_ICONS = {
  kept: Save,
  queued: Save,
  queuedOffline: Save,
  uploading: CloudUpload,
  sent: CircleCheck,
  here: HardDrive,
  pending: Hourglass,
  remote: CloudDownload,
  remoteOffline: CloudDownload,
  downloading: CloudDownload,
  failed: TriangleAlert,
} as const;

type AttachmentsProps = {
  readonly attachments: readonly Attachment[];
  readonly places: ReadonlyMap<string, FilePlace>;
  readonly isMessageSent: boolean;
  readonly meId: string;
};

/** The files of a message: where each one's content is, and what can be done with it. */
export function MessageAttachments({ attachments, places, isMessageSent, meId }: AttachmentsProps): ReactElement {
  const say = useText();
  return (
    <ul className={styles['list']} aria-label={say('attachment.list')}>
      {attachments.map((attachment) => (
        <AttachmentRow
          key={attachment.id}
          attachment={attachment}
          place={places.get(attachment.id)}
          isMessageSent={isMessageSent}
          isMine={attachment.authorId === meId}
        />
      ))}
    </ul>
  );
}

type RowProps = {
  readonly attachment: Attachment;
  readonly place: FilePlace | undefined;
  readonly isMessageSent: boolean;
  readonly isMine: boolean;
};

function AttachmentRow({ attachment, place, isMessageSent, isMine }: RowProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { id, name, mediaType, sizeBytes } = attachment;
  const { connection } = useSyncStatus();
  const download = useDownloads(({ states }) => states[id]);
  const upload = useUpload();
  const isOnline = !isCutOff(connection);
  const state = attachmentState({ attachment, place, upload, download, isOnline, isMessageSent, isMine });
  const isPictureHere = place !== undefined && SHOWN.has(mediaType) && sizeBytes <= MOST_SHOWN_BYTES;
  const picture = usePicture(id, mediaType, isPictureHere);
  const Icon = STATE_ICONS[state.kind];
  return (
    <li className={styles['attachment']}>
      {isPictureHere ? (
        <div className={styles['frame']}>
          {picture === null ? null : (
            <img className={styles['picture']} src={picture} alt={say('attachment.preview', { name })} />
          )}
        </div>
      ) : null}
      <div className={styles['row']}>
        <span className={styles['type']}>
          <FileIcon mediaType={mediaType} />
        </span>
        <div className={styles['texts']}>
          <p className={styles['name']} title={name}>
            {name}
          </p>
          <p className={styles['state']} data-kind={state.kind}>
            <span className={styles['size']}>{fileSize(language, sizeBytes)}</span>
            <Icon size={12} aria-hidden />
            <span>{stateText(state, say)}</span>
          </p>
        </div>
        <Actions attachment={attachment} state={state} isHere={place !== undefined} />
      </div>
    </li>
  );
}

function stateText(state: AttachmentState, say: Say): string {
  if (state.kind === 'failed') return say(`attachment.failed.${state.why}`);
  return say(`attachment.state.${state.kind}`, 'percent' in state ? { percent: state.percent } : {});
}

type ActionsProps = { readonly attachment: Attachment; readonly state: AttachmentState; readonly isHere: boolean };

/** Save what is here, fetch what is not, stop what is on its way. */
function Actions({ attachment, state, isHere }: ActionsProps): ReactElement | null {
  const say = useText();
  const { id, name } = attachment;
  if (isHere) {
    return <Act label={say('attachment.save', { name })} icon={FolderDown} onAct={() => void save(attachment, say)} />;
  }
  if (state.kind === 'downloading') {
    return <Act label={say('attachment.cancel', { name })} icon={X} onAct={() => cancelDownload(id)} />;
  }
  if (state.kind !== 'remote' && state.kind !== 'failed') return null;
  const label = say('attachment.download', { name });
  return <Act label={label} icon={Download} onAct={() => void startDownload(attachment)} />;
}

type ActProps = { readonly label: string; readonly icon: LucideIcon; readonly onAct: () => void };

/** A small button that is an icon, named and explained by the same words. */
function Act({ label, icon: Icon, onAct }: ActProps): ReactElement {
  const icon = <Icon size={14} aria-hidden />;
  return <Button size="sm" variant="ghost" icon={icon} aria-label={label} tooltip={label} onClick={onAct} />;
}

async function save({ id, name }: Attachment, say: Say): Promise<void> {
  const { add } = useToastStore.getState();
  const content = await readContent(id);
  if (content === null) return;
  try {
    const { isSaved } = await call(saveFile, { name, content: new Uint8Array(await content.arrayBuffer()) });
    if (isSaved) add('success', say('attachment.saved', { name }));
  } catch {
    // Main has said in its log what the disk said.
    add('danger', say('attachment.saveFailed', { name }));
  }
}
