import { createConnection, type Socket } from 'node:net';
import path from 'node:path';
import process from 'node:process';

const ANSWERS_WITHIN_MS = 1_000;
const WATCHER = 'org.kde.StatusNotifierWatcher';

// D-Bus specification, "Message Protocol".
const METHOD_CALL = 1;
const METHOD_RETURN = 2;
const ERROR = 3;
const NO_AUTO_START = 2;
const PATH_FIELD = 1;
const INTERFACE_FIELD = 2;
const MEMBER_FIELD = 3;
const DESTINATION_FIELD = 6;
const SIGNATURE_FIELD = 8;

/**
 * Whether something on this desktop shows tray icons: Electron does not say, and what it makes where nothing does is never
 * seen. Windows and macOS always do; on Linux the watcher of status icons is asked over the session bus. Whatever goes wrong
 * means no: an app without a window and without an icon could not be found again.
 */
export async function hasTrayHost(env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  for (const socket of socketsOf(env)) {
    const answer = await ask(socket).catch(() => null);
    if (answer !== null) return answer;
  }
  return false;
}

/** The sockets of the session bus, as `DBUS_SESSION_BUS_ADDRESS` names them; without one, where systemd puts it. */
function socketsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  const runtime = env['XDG_RUNTIME_DIR'];
  if (address === undefined) return runtime === undefined ? [] : [path.join(runtime, 'bus')];
  return address.split(';').flatMap((one) => {
    const [, kind, value] = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(one) ?? [];
    if (kind === undefined || value === undefined) return [];
    return [(kind === 'abstract' ? '\0' : '') + decodeURIComponent(value)];
  });
}

/** Asks the watcher on one bus; rejects where there is no bus, and is false where it has no watcher. */
async function ask(socketPath: string): Promise<boolean> {
  const socket = createConnection({ path: socketPath });
  socket.setTimeout(ANSWERS_WITHIN_MS, () => socket.destroy(new Error('the bus is silent')));
  try {
    const read = reading(socket);
    // The user's number in hexadecimal ASCII, which the bus compares with who holds the other end.
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    const greeting = await read(lineEnd);
    if (!greeting.toString('latin1').startsWith('OK')) return false;
    socket.write('BEGIN\r\n');
    const bus = 'org.freedesktop.DBus';
    socket.write(call(1, { destination: bus, path: '/org/freedesktop/DBus', interface: bus, member: 'Hello' }, []));
    const properties = { interface: 'org.freedesktop.DBus.Properties', member: 'Get' };
    const what = [WATCHER, 'IsStatusNotifierHostRegistered'];
    socket.write(call(2, { destination: WATCHER, path: '/StatusNotifierWatcher', ...properties }, what));
    // The first answer is to Hello. Signals come in between.
    for (let answers = 0; ;) {
      const message = await read(messageEnd);
      const isAnswer = message[1] === METHOD_RETURN || message[1] === ERROR;
      if (isAnswer) answers += 1;
      if (answers === 2) return message[1] === METHOD_RETURN && isTrue(message);
    }
  } finally {
    socket.destroy();
  }
}

/** Reads a socket in pieces: each call resolves with the bytes up to the end that is found in what has come. */
function reading(socket: Socket): (endOf: (bytes: Buffer) => number | null) => Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  let more = Promise.withResolvers<void>();
  // Nobody may be waiting when it fails.
  more.promise.catch(() => undefined);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    more.resolve();
  });
  socket.on('error', (error) => more.reject(error));
  socket.on('close', () => more.reject(new Error('the bus has hung up')));
  return async (endOf) => {
    for (;;) {
      const end = endOf(bytes);
      if (end !== null && end <= bytes.length) {
        const piece = bytes.subarray(0, end);
        bytes = bytes.subarray(end);
        return piece;
      }
      await more.promise;
      more = Promise.withResolvers<void>();
      more.promise.catch(() => undefined);
    }
  };
}

function lineEnd(bytes: Buffer): number | null {
  const at = bytes.indexOf('\r\n');
  return at === -1 ? null : at + 2;
}

function messageEnd(bytes: Buffer): number | null {
  if (bytes.length < 16) return null;
  return bodyStart(bytes) + uint32(bytes, 4);
}

function bodyStart(message: Buffer): number {
  return padded(16 + uint32(message, 12), 8);
}

/** Whether the body of an answer is a variant that holds a true boolean. */
function isTrue(message: Buffer): boolean {
  const start = bodyStart(message);
  const isBoolean = message.toString('latin1', start, start + 3) === '\u0001b\0';
  return isBoolean && message.length >= start + 8 && uint32(message, start + 4) === 1;
}

/** In the byte order that the message names. */
function uint32(message: Buffer, at: number): number {
  return message[0] === 'l'.charCodeAt(0) ? message.readUInt32LE(at) : message.readUInt32BE(at);
}

function padded(length: number, to: number): number {
  return Math.ceil(length / to) * to;
}

type Target = {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
};

/** A call whose arguments are strings, as it goes over the wire. */
function call(serial: number, target: Target, args: readonly string[]): Buffer {
  const body = args.reduce((bytes: Buffer, arg) => append(bytes, 4, string(arg)), Buffer.alloc(0));
  const fields = [
    field(PATH_FIELD, 'o', string(target.path)),
    field(DESTINATION_FIELD, 's', string(target.destination)),
    field(INTERFACE_FIELD, 's', string(target.interface)),
    field(MEMBER_FIELD, 's', string(target.member)),
    ...(args.length > 0 ? [field(SIGNATURE_FIELD, 'g', signature('s'.repeat(args.length)))] : []),
  ].reduce((bytes: Buffer, one) => append(bytes, 8, one), Buffer.alloc(0));
  const head = Buffer.concat([
    Buffer.from(['l'.charCodeAt(0), METHOD_CALL, NO_AUTO_START, 1]),
    number(body.length),
    number(serial),
    number(fields.length),
    fields,
  ]);
  return append(head, 8, body);
}

/** A field of the header: its code and a variant. All values here begin at a multiple of four. */
function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signature(type), value]);
}

function append(bytes: Buffer, alignment: number, next: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length, alignment) - bytes.length), next]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function string(value: string): Buffer {
  return Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]);
}

function signature(value: string): Buffer {
  return Buffer.concat([Buffer.from([value.length]), Buffer.from(`${value}\0`)]);
}
