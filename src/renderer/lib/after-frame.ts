/** A window that is hidden or behind others draws no frame: what waits for one goes on by itself then. */
const NO_FRAME_MS = 60;

/**
 * Calls back when the page has drawn its next frame and handed it over, ahead of what else waits for the page's thread by
 * then; or a little later, where no frame comes. Not any more once the function it returns has been called.
 */
export function afterFrame(then: () => void): () => void {
  let isOver = false;
  const go = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    then();
  };
  const frame = requestAnimationFrame(() => void globalThis.scheduler.postTask(go, { priority: 'user-blocking' }));
  const timer = setTimeout(go, NO_FRAME_MS);
  return () => {
    isOver = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
