import { safeStorage } from 'electron';
import type { Cipher } from './secrets.ts';

/**
 * The system's keychain. On Linux without one Electron falls back to 'basic_text', a fixed key that anyone can read: that is
 * no encryption, so it counts as none.
 */
export const systemCipher: Cipher = {
  isAvailable() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
};
