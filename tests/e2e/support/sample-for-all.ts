import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSample, SAMPLE_FOLDER } from './backend.ts';

/** Each start clears all buffers, which for the 128 MB that are usual is a sixth of its processor time. */
const BUFFERS = '\n# For backends that live for seconds.\nshared_buffers = 16MB\n';

/** Makes the data folder once that the backends of all tests start from a copy of. Its processes' environment says where. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for one
export default async function sampleForAll(): Promise<void> {
  const folder = await makeSample();
  await appendFile(path.join(folder, 'pglite/postgresql.conf'), BUFFERS);
  process.env[SAMPLE_FOLDER] = folder;
}
