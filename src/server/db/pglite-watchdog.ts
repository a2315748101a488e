/**
 * A program of its own: ends the server whose event loop is stuck. The embedded database runs inside that loop and
 * has no timeout of its own (`statement_timeout` is ignored there), and a write-ahead log that finds the disk full
 * spins for ever; no timer inside the process could fire then.
 *
 * Run as `node pglite-watchdog.ts <pid> <limit ms>` with pings on stdin, any byte. It ends when stdin does, which is
 * when its server is gone.
 */
const TICKS_PER_LIMIT = 20;

const pid = Number(process.argv[2]);
const limitMs = Number(process.argv[3]);
// Counted in ticks of this process and not by a clock, so that a machine that slept has not been stuck.
let silentTicks = 0;

process.stdin.on('data', () => {
  silentTicks = 0;
});
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
// Ctrl+C reaches the whole group; the server stops in its own time and may hang while it does.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

setInterval(() => {
  silentTicks += 1;
  if (silentTicks < TICKS_PER_LIMIT) return;
  process.stderr.write(
    `Patamar's server (process ${pid}) has not answered for ${Math.round(limitMs / 1000)} s, so it was ended. ` +
      'Everything it had acknowledged is on disk: check that the disk has room, then start it again.\n',
  );
  process.kill(pid, 'SIGKILL');
  process.exit(0);
}, limitMs / TICKS_PER_LIMIT);
