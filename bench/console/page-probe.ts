// oxlint-disable unicorn/consistent-function-scoping -- the stopwatch is sent to the page as one function, with all it needs inside.
/** What is waited for: each names what must be on screen. */
export type Wanted =
  | { readonly kind: 'list'; readonly title: string; readonly lane: 'open' | 'ended' }
  | { readonly kind: 'ticket'; readonly rowId: string }
  | { readonly kind: 'row'; readonly rowId: string }
  | { readonly kind: 'pane-focus' }
  | { readonly kind: 'palette'; readonly query: string }
  | { readonly kind: 'dialog' | 'no-dialog' }
  | { readonly kind: 'holders'; readonly name: string }
  | { readonly kind: 'holder'; readonly rowId: string; readonly name: string };

/** When, after the input, the page's content was right and when the page had drawn that, ms. The input's own `timeStamp`. */
export type Reaction = { readonly toDomMs: number; readonly toPaintMs: number; readonly inputAtMs: number };

export type FirstPull = {
  /** From the click on "sign in" to the first rows of a queue, painted; and to the whole view in IndexedDB. */
  readonly toNavigationMs: number;
  readonly toUsableMs: number;
  readonly toCompleteMs: number;
  readonly tickets: number;
  /** The longest task of the page's thread (0: none over the 50 ms that Chromium reports), and gap between frames. */
  readonly longestTaskMs: number;
  readonly longestFrameGapMs: number;
};

export type Probe = {
  expect(event: 'mousedown' | 'click' | 'keydown', wanted: Wanted): void;
  reaction(): Promise<Reaction>;
  /**
   * When the first frame after each of some inputs was on screen, ms after it: what the browser says itself (Event Timing), in
   * steps of 8 and from 16 on. Not for an input whose outcome comes in a later frame.
   */
  onScreen(inputsAtMs: readonly number[]): readonly number[];
  watchFirstPull(): void;
  firstPull(): Promise<FirstPull>;
  /** The time, epoch ms, at which the first rows of "all tickets" were painted; watched from the first call on. */
  firstRowsAtMs(): Promise<number>;
};

declare global {
  interface Window {
    patamarBench: Probe;
  }
}

/** Puts the stopwatch into the page as `window.patamarBench`. It is sent there as text: it uses nothing of this file. */
export function installProbe(): void {
  /** What a browser tells of no input that took less; it tells all in steps of 8. */
  const LEAST_TIMING_MS = 16;
  const rowsOnScreen = (): number => document.querySelectorAll('#ticket-list [role=option]').length;
  const isShown = (wanted: Wanted): boolean => {
    const pane = document.getElementById('ticket-pane');
    switch (wanted.kind) {
      case 'list': {
        // By the line under it: the switch itself shows the choice before the list does.
        const isLane = document.querySelector('section header p')?.getAttribute('data-lane') === wanted.lane;
        const isTitle = document.querySelector('section h1')?.textContent === wanted.title;
        // Rows, or the words that say there are none.
        return isLane && isTitle && document.getElementById('ticket-list')?.textContent !== '';
      }
      case 'ticket': {
        const row = document.getElementById(wanted.rowId);
        const label = pane?.getAttribute('aria-label') ?? '?';
        const isSame = row?.getAttribute('aria-label')?.startsWith(`${label}: `) === true;
        return isSame && row?.getAttribute('aria-selected') === 'true' && pane?.querySelector('h2') !== null;
      }
      case 'row':
        return document.getElementById(wanted.rowId)?.getAttribute('aria-selected') === 'true';
      case 'palette': {
        const field = document.querySelector('[role=dialog] [role=combobox]');
        const list = document.querySelector('[role=dialog] [role=listbox]');
        return field === document.activeElement && list?.getAttribute('data-query') === wanted.query;
      }
      case 'dialog':
        return document.querySelector('[role=dialog] h2') !== null;
      case 'no-dialog':
        return document.querySelector('[role=dialog]') === null;
      case 'holders': {
        const rows = [...document.querySelectorAll('#ticket-list [role=option]')].slice(0, 6);
        return rows.length > 0 && rows.every((row) => row.querySelector(`[title$="${wanted.name}"]`) !== null);
      }
      case 'pane-focus':
        return document.activeElement === pane;
      case 'holder': {
        const person = pane?.querySelector('[title="Responsável"]')?.parentElement?.textContent ?? '';
        const row = document.getElementById(wanted.rowId);
        // Taking a ticket may move its row out of what is drawn.
        const isInRow = row === null || row.querySelector(`[title$="${wanted.name}"]`) !== null;
        return person.endsWith(wanted.name) && isInRow;
      }
    }
  };
  /**
   * Calls back when the page has drawn the frame that comes next and handed it over. Ahead of what else waits for the page's
   * thread by then: a ticket that React draws after its row is not part of what the row took.
   */
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => void window.scheduler.postTask(then, { priority: 'user-blocking' }));
  };
  /** When the frame after an input was on screen, ms after it, by the `timeStamp` of the input. */
  const onScreenMs = new Map<number, number>();
  const takeTimings = (entries: readonly PerformanceEntry[]): void => {
    for (const { startTime, duration } of entries) onScreenMs.set(startTime, duration);
  };
  const timings = new PerformanceObserver((list) => takeTimings(list.getEntries()));
  timings.observe({ type: 'event', durationThreshold: LEAST_TIMING_MS } as PerformanceObserverInit);
  const whenever = (isThere: () => boolean, then: () => void): void => {
    const look = (): void => {
      if (!isThere()) return;
      observer.disconnect();
      document.removeEventListener('focusin', look);
      then();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    document.addEventListener('focusin', look);
    look();
  };
  let reaction = Promise.withResolvers<Reaction>();
  let pull = Promise.withResolvers<FirstPull>();
  let firstRows: Promise<number> | null = null;

  const openAllTickets = (then: () => void): void => {
    const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('nav li > button')];
    whenever(
      () => items().length > 1,
      () => {
        then();
        items()[1]?.click();
      },
    );
  };
  const isComplete = async (): Promise<number | null> => {
    const { name } = (await indexedDB.databases()).find((found) => found.name?.startsWith('patamar:')) ?? {};
    if (name === undefined) return null;
    const ask = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(String(request.error))));
      });
    const db = await ask(indexedDB.open(name));
    try {
      const tx = db.transaction(['meta', 'tickets']);
      const meta: { readonly value: { readonly isComplete?: boolean } } | undefined = await ask(
        tx.objectStore('meta').get('meta'),
      );
      return meta?.value.isComplete === true ? await ask(tx.objectStore('tickets').count()) : null;
    } finally {
      db.close();
    }
  };

  window.patamarBench = {
    expect(event, wanted) {
      reaction = Promise.withResolvers();
      const { resolve, reject } = reaction;
      setTimeout(() => reject(new Error(`this did not come within 10 s: ${JSON.stringify(wanted)}`)), 10_000);
      const onInput = ({ timeStamp }: Event): void => {
        window.removeEventListener(event, onInput, true);
        whenever(
          () => isShown(wanted),
          () => {
            const toDomMs = performance.now() - timeStamp;
            afterPaint(() => resolve({ toDomMs, toPaintMs: performance.now() - timeStamp, inputAtMs: timeStamp }));
          },
        );
      };
      window.addEventListener(event, onInput, true);
    },
    reaction: () => reaction.promise,
    onScreen(inputsAtMs) {
      takeTimings(timings.takeRecords());
      return inputsAtMs.map((atMs) => onScreenMs.get(atMs) ?? LEAST_TIMING_MS);
    },
    watchFirstPull() {
      pull = Promise.withResolvers();
      const { resolve } = pull;
      const onSubmit = ({ timeStamp, target }: Event): void => {
        if (!(target instanceof Element) || target.closest('button[type=submit]') === null) return;
        window.removeEventListener('click', onSubmit, true);
        let longestTaskMs = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
        });
        observer.observe({ type: 'longtask' });
        let longestFrameGapMs = 0;
        let frameAtMs = performance.now();
        let isOver = false;
        const frame = (): void => {
          longestFrameGapMs = Math.max(longestFrameGapMs, performance.now() - frameAtMs);
          frameAtMs = performance.now();
          if (!isOver) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        let toNavigationMs = 0;
        let toUsableMs = 0;
        const waitForAll = async (): Promise<void> => {
          const tickets = await isComplete();
          if (tickets === null) {
            setTimeout(() => void waitForAll(), 50);
            return;
          }
          const toCompleteMs = performance.now() - timeStamp;
          isOver = true;
          // A task is reported a little after it has ended.
          setTimeout(() => {
            observer.disconnect();
            resolve({ toNavigationMs, toUsableMs, toCompleteMs, tickets, longestTaskMs, longestFrameGapMs });
          }, 200);
        };
        openAllTickets(() => {
          toNavigationMs = performance.now() - timeStamp;
          whenever(
            () => rowsOnScreen() > 0 && document.querySelectorAll('nav [aria-current=page]').length === 1,
            () =>
              afterPaint(() => {
                toUsableMs = performance.now() - timeStamp;
                void waitForAll();
              }),
          );
        });
      };
      window.addEventListener('click', onSubmit, true);
    },
    firstPull: () => pull.promise,
    firstRowsAtMs() {
      if (firstRows !== null) return firstRows;
      const { promise, resolve } = Promise.withResolvers<number>();
      firstRows = promise;
      openAllTickets(() =>
        whenever(
          () => rowsOnScreen() > 0,
          () => afterPaint(() => resolve(performance.timeOrigin + performance.now())),
        ),
      );
      return promise;
    },
  };
}
