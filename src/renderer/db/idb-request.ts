/** What a request answers. Rejects with its error. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(failureOf(request.error)));
  });
}

/**
 * Resolves when a transaction has completed. Rejects when it is aborted: with the transaction's own error where it has
 * one (a full disk is told there and not by the request), else with an AbortError.
 */
export function completionOf(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(failureOf(tx.error)));
  });
}

function failureOf(error: DOMException | null): DOMException {
  return error ?? new DOMException('The transaction was undone.', 'AbortError');
}
