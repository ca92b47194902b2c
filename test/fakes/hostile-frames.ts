import type { Duplex } from "node:stream";
import { constants, deflateRawSync } from "node:zlib";

/** What a gateway does to the bare connection of whoever was let in; `signal` ends with the connection. */
export type Attack = (connection: Duplex, signal: AbortSignal) => void;

const [CONTINUED, TEXT, PING] = [0x0, 0x1, 0x9];
/** It is compressed. */
const PACKED = 0x40;

/** A frame as servers send it, without a mask; `length` may say more than there is. */
function frame(kind: number, payload: Uint8Array, isLast = true, length = payload.length): Buffer {
  const first = (isLast ? 0x80 : 0) | kind;
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload]);
  const head = Buffer.alloc(10);
  head.writeUInt8(first, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** Writes the same again and again, as fast as it is taken; without an end where `times` is infinite. */
export const flooding =
  (piece: Buffer, times: number): Attack =>
  (connection, signal) => {
    let left = times;
    const write = (): void => {
      while (left > 0 && !signal.aborted) {
        left -= 1;
        if (!connection.write(piece)) return void connection.once("drain", write);
      }
    };
    write();
  };

const event = (payload: string): Buffer =>
  frame(TEXT, Buffer.from(`{"type":"event","event":"session.message","payload":${payload}}`));
const repeated = (piece: Buffer, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => piece));

/** A thousand small ones in one piece. */
export const FRAMES = repeated(event("{}"), 1_000);

/** `size` letters as one compressed message. */
function bomb(size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, "a"), { finishFlush: constants.Z_SYNC_FLUSH });
  // The end that every message has is left out.
  return frame(TEXT | PACKED, packed.subarray(0, -4));
}

const inOrder =
  (...attacks: readonly Attack[]): Attack =>
  (connection, signal) => {
    for (const attack of attacks) attack(connection, signal);
  };

/** Answers to what nobody asked. */
const ANSWERS_TO_NOTHING = repeated(frame(TEXT, Buffer.from('{"type":"res","id":"made-up","ok":true}')), 1_000);

type Named = readonly [what: string, make: () => Attack];

/** They never end. */
export const FLOODS: readonly Named[] = [
  ["small events without an end", () => flooding(FRAMES, Infinity)],
  [
    "events that name a session, without an end",
    () => flooding(repeated(event('{"sessionKey":"agent:main:main"}'), 1_000), Infinity),
  ],
  ["pings without an end", () => flooding(repeated(frame(PING, Buffer.alloc(0)), 1_000), Infinity)],
  ["answers to nothing, without an end", () => flooding(ANSWERS_TO_NOTHING, Infinity)],
];

/** Frames no gateway would send. */
export const ATTACKS: readonly Named[] = [
  ...FLOODS,
  ["text that is no UTF-8", () => flooding(frame(TEXT, Buffer.alloc(1_000_000, 0xff)), 1)],
  ["half a frame", () => flooding(frame(TEXT, Buffer.alloc(12_000_000, "a"), true, 24_000_000), 1)],
  ["a frame of a terabyte", () => flooding(frame(TEXT, Buffer.alloc(1_000, "a"), true, 1e12), 1)],
  [
    "a message in a million pieces",
    () =>
      inOrder(
        flooding(frame(TEXT, Buffer.from("{"), false), 1),
        flooding(repeated(frame(CONTINUED, Buffer.from("a"), false), 1_000), 1_000),
      ),
  ],
  [
    "a message in pieces of nothing, without an end",
    () =>
      inOrder(
        flooding(frame(TEXT, Buffer.alloc(0), false), 1),
        flooding(repeated(frame(CONTINUED, Buffer.alloc(0), false), 1_000), 2_000),
      ),
  ],
  ["a compressed message of a gigabyte", () => flooding(bomb(1_000_000_000), 1)],
  ["a hundred compressed messages of 24 MB", () => flooding(bomb(24_000_000), 100)],
];

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}0${close.repeat(depth)}`;
const settings = (config: string): string =>
  `{"hash":"h","exists":true,"valid":true,"config":${config},"parsed":${config}}`;
const sessions = (rows: string): string => `{"defaults":{},"sessions":${rows},"totalCount":1,"hasMore":false}`;
const keys = (count: number): string =>
  Array.from({ length: count }, (_, index) => `"k${String(index)}":${String(index)}`).join(",");

/** Answers as text, because nobody could build them: by method. */
export const ANSWERS: readonly (readonly [what: string, make: () => Readonly<Record<string, string>>])[] = [
  ["a configuration of 500,000 different keys, told twice", () => ({ "config.get": settings(`{${keys(500_000)}}`) })],
  ["a session of a million different keys", () => ({ "sessions.list": sessions(`[{"key":"a",${keys(1_000_000)}}]`) })],
  ["lists a million deep", () => ({ "sessions.list": sessions(nested("[", "]", 1_000_000)) })],
  ["objects 500,000 deep", () => ({ "config.get": settings(nested('{"a":', "}", 500_000)) })],
  [
    "a number of ten million digits",
    () => ({ "sessions.list": sessions(`[{"key":"a","updatedAt":${"9".repeat(10_000_000)}}]`) }),
  ],
  ["a million numbers that are too large", () => ({ "sessions.list": sessions(`[${"1e999,".repeat(1_000_000)}0]`) })],
  [
    "a text of two million escapes",
    () => ({ "sessions.list": sessions(`[{"key":"${"\\u0061".repeat(2_000_000)}"}]`) }),
  ],
  ["halves of signs", () => ({ "sessions.list": sessions(`[{"key":"${"\\ud800".repeat(2_000_000)}"}]`) })],
  ["JSON that breaks off after 14 MB", () => ({ "sessions.list": `{"sessions":[${'{"key":"a"},'.repeat(1_200_000)}` })],
  ["3 million empty objects", () => ({ "sessions.list": sessions(`[${"{},".repeat(3_000_000)}{}]`) })],
];
