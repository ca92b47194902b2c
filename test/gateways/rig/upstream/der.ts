/** The little of ASN.1 DER that a certificate is made of. */
type Bytes = Uint8Array;

export function tagged(tag: number, ...parts: readonly Bytes[]): Bytes {
  const body = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(body.length)), body]);
}

function lengthOf(n: number): readonly number[] {
  if (n < 0x80) return [n];
  return n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
}

export const sequence = (...parts: readonly Bytes[]): Bytes => tagged(0x30, ...parts);
export const set = (...parts: readonly Bytes[]): Bytes => tagged(0x31, ...parts);
export const integer = (bytes: Bytes): Bytes => tagged(0x02, bytes);
export const octets = (inner: Bytes): Bytes => tagged(0x04, inner);
export const utf8 = (text: string): Bytes => tagged(0x0c, Buffer.from(text));
export const truth = (): Bytes => tagged(0x01, Uint8Array.of(0xff));
/** The first byte says how many bits at the end do not count. */
export const bits = (bytes: Bytes, unused = 0): Bytes => tagged(0x03, Uint8Array.of(unused), bytes);

/** `2.5.29.17`; the first two numbers share a byte, the others are written in groups of seven bits. */
export function objectId(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(sevenBitGroups)]));
}

function sevenBitGroups(value: number): readonly number[] {
  const groups = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}

/** Two-digit years: good until 2049. */
export const utcTime = (instant: number): Bytes =>
  tagged(0x17, Buffer.from(`${new Date(instant).toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`));
