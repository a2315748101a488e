/**
 * The server cannot start, for a reason its operator can do something about. `message` is one sentence with what
 * to do next; it goes to stderr as it is, without a stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
