import type { FastifyInstance } from 'fastify';
import { problem } from './problem.ts';

/** Deeper than any document of ours; far below what overflows a stack in a validator or in the database. */
const MAX_DEPTH = 64;

/**
 * Reads JSON bodies, and refuses as `validation` (400) what is not JSON, what nests deeper than 64, and what tries
 * to reach a prototype.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(body)) {
      done(problem('validation', 400, `The body nests deeper than ${MAX_DEPTH} levels.`));
      return;
    }
    void parse(request, body, done);
  });
}

function isTooDeep(json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let position = 0; position < json.length; position += 1) {
    const char = json.charCodeAt(position);
    if (isInString) {
      if (char === 0x5c) position += 1;
      else if (char === 0x22) isInString = false;
    } else if (char === 0x22) isInString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  return false;
}
