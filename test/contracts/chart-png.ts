import { inflateSync } from "node:zlib";

/** A decoded picture; places are pixels, colours `#rrggbb`. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  at(x: number, y: number): string;
  /** Pixels of exactly this colour in a part of the picture. */
  count(
    colour: string,
    part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  ): number;
}

const SIGNATURE = "89504e470d0a1a0a";
const BYTES = 4;

/** Reads a PNG of eight bits RGBA, which is what the renderer writes; anything else is refused. */
export function readPng(bytes: Uint8Array): Decoded {
  const file = Buffer.from(bytes);
  if (file.subarray(0, 8).toString("hex") !== SIGNATURE) throw new Error("not a PNG");
  const chunks = [...chunksOf(file)];
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header?.[8] !== 8 || header[9] !== 6 || header[12] !== 0) throw new Error("not eight bits RGBA");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const pixels = unfilter(data, width, height);
  const at = (x: number, y: number): string => {
    const from = (Math.floor(y) * width + Math.floor(x)) * BYTES;
    return `#${pixels.subarray(from, from + 3).toString("hex")}`;
  };
  return {
    width,
    height,
    opaque: pixels.every((value, index) => index % BYTES !== 3 || value === 255),
    at,
    count(colour, part) {
      let found = 0;
      for (let y = part.top; y < part.top + part.height; y += 1)
        for (let x = part.left; x < part.left + part.width; x += 1) if (at(x, y) === colour) found += 1;
      return found;
    },
  };
}

function* chunksOf(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let from = 8; from < file.length;) {
    const length = file.readUInt32BE(from);
    yield { type: file.toString("latin1", from + 4, from + 8), data: file.subarray(from + 8, from + 8 + length) };
    from += length + 12;
  }
}

/** Every line begins with the number of its filter. */
function unfilter(data: Buffer, width: number, height: number): Buffer {
  const line = width * BYTES;
  const out = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (line + 1)] ?? 0;
    for (let x = 0; x < line; x += 1) {
      const left = x < BYTES ? 0 : (out[y * line + x - BYTES] ?? 0);
      const above = y === 0 ? 0 : (out[(y - 1) * line + x] ?? 0);
      const corner = x < BYTES || y === 0 ? 0 : (out[(y - 1) * line + x - BYTES] ?? 0);
      out[y * line + x] = (data[y * (line + 1) + 1 + x] ?? 0) + predict(filter, left, above, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4: {
      const guess = left + above - corner;
      const [l, a, c] = [left, above, corner].map((one) => Math.abs(guess - one));
      return (l ?? 0) <= (a ?? 0) && (l ?? 0) <= (c ?? 0) ? left : (a ?? 0) <= (c ?? 0) ? above : corner;
    }
    default:
      return 0;
  }
}
