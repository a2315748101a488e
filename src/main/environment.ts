/** What the environment asks of this run. An installed app has none of it and takes the defaults. */
export type Environment = {
  /** Without a trailing slash. */
  readonly backendUrl: string;
  readonly backendOrigin: string;
  /** A profile folder of its own, which is also a single-instance domain of its own. */
  readonly userData: string | null;
  /** Never shows the window by itself: alerts and tests bring it up. */
  readonly isHidden: boolean;
  readonly isTest: boolean;
  /** Where to keep a fresh picture of the window, for machines without a screen. */
  readonly screenshotFile: string | null;
  /** The dev server's address; never obeyed by a packaged app. */
  readonly devUrl: string | null;
};

const DEFAULT_BACKEND_URL = 'http://127.0.0.1:4710';

/**
 * Reads the variables this app knows.
 *
 * @throws Error in one plain sentence when PATAMAR_BACKEND_URL is not an http(s) address.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>, isPackaged: boolean): Environment {
  const given = env['PATAMAR_BACKEND_URL'] || DEFAULT_BACKEND_URL;
  // Not URL.parse: the oldest Electron this runs on has Node 20.18, which lacks it.
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error(
      `PATAMAR_BACKEND_URL is ${given}: give the backend's address, such as https://patamar.example.com.`,
    );
  }
  return {
    backendUrl: url.href.replace(/\/+$/, ''),
    backendOrigin: url.origin,
    userData: env['PATAMAR_USER_DATA'] || null,
    isHidden: env['PATAMAR_HIDDEN'] === '1',
    isTest: env['PATAMAR_TEST'] === '1',
    screenshotFile: env['PATAMAR_SCREENSHOT'] || null,
    devUrl: isPackaged ? null : env['ELECTRON_RENDERER_URL'] || null,
  };
}
