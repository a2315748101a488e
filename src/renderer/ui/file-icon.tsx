import { File, FileArchive, FileAudio, FileImage, FileText, FileVideo, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

const BY_FAMILY: Readonly<Record<string, LucideIcon>> = {
  image: FileImage,
  text: FileText,
  audio: FileAudio,
  video: FileVideo,
};
const ARCHIVES = /zip|compressed|x-tar|x-7z|rar|gzip/;
const DOCUMENTS = /pdf|document|sheet|presentation|msword|excel|rtf/;

/** What kind of file it is, by its media type. */
export function FileIcon({ mediaType }: { readonly mediaType: string }): ReactElement {
  const family = BY_FAMILY[mediaType.split('/')[0] ?? ''];
  const Icon = family ?? (ARCHIVES.test(mediaType) ? FileArchive : DOCUMENTS.test(mediaType) ? FileText : File);
  return <Icon size={16} aria-hidden />;
}
