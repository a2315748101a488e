import { rm } from 'node:fs/promises';

const ATTEMPTS = 30;
const PAUSE_MS = 100;

/**
 * Removes a folder that a program just ended in. Electron's children may still be flushing into a profile, and rm's own
 * retries do not list the folder anew.
 */
export async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rm(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
