import type { IncomingMessage } from "node:http";

/** A request's parameters as the Bot API reads them; uploaded files beside, by the name they were attached under. */
export interface Body {
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const NO_FILES: Body["files"] = new Map();

/** Fields whose value is text even where it looks like a number or JSON. */
const TEXTS = new Set(["text", "caption", "callback_query_id", "parse_mode", "action"]);

const readQuery = ({ url = "" }: IncomingMessage): URLSearchParams => new URL(url, "http://fake").searchParams;

/** Reads what stands in the address, or JSON, URL-encoded and multipart bodies. Rejects when a body is none of them. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (raw.length === 0) return { params: decode([...readQuery(request)]), files: NO_FILES };
  if (type.startsWith("application/json")) return { params: asRecord(JSON.parse(raw.toString())), files: NO_FILES };
  const boundary = /boundary=([^;]+)/.exec(type)?.[1];
  if (boundary !== undefined) return readMultipart(raw, boundary);
  return { params: decode([...new URLSearchParams(raw.toString())]), files: NO_FILES };
}

/** A plain object to read unknown keys from; empty for anything else. */
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

function decode(fields: readonly (readonly [string, string])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(([name, value]) => [name, TEXTS.has(name) ? value : decodeValue(value)]));
}

function decodeValue(value: string): unknown {
  if (!/^(-?\d{1,15}|true|false|[[{][\s\S]*)$/.test(value)) return value;
  const decoded: unknown = JSON.parse(value);
  return decoded;
}

function readMultipart(raw: Buffer, boundary: string): Body {
  const files = new Map<string, UploadedFile>();
  const fields: [string, string][] = [];
  for (const part of splitAt(raw, Buffer.from(`--${boundary}`))) {
    const gap = part.indexOf("\r\n\r\n");
    if (gap < 0) continue;
    const head = part.subarray(0, gap).toString();
    const content = part.subarray(gap + 4, part.length - 2);
    const name = /\bname="([^"]*)"/.exec(head)?.[1];
    const file = /\bfilename="?([^";\r\n]+)/.exec(head)?.[1];
    if (name === undefined) continue;
    if (file === undefined) fields.push([name, content.toString()]);
    else files.set(name, { name: file, bytes: content });
  }
  return { params: withFiles(decode(fields), files), files };
}

/** `photo: "attach://x"` becomes `{ __file: name }`, which is how recorded calls show an upload. */
function withFiles(params: Readonly<Record<string, unknown>>, files: Body["files"]): Readonly<Record<string, unknown>> {
  const shown = Object.entries(params).map(([name, value]) => {
    const file = typeof value === "string" && value.startsWith("attach://") ? files.get(value.slice(9)) : undefined;
    return [name, file === undefined ? value : { __file: file.name }] as const;
  });
  return Object.fromEntries(shown);
}

function splitAt(raw: Buffer, mark: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let from = raw.indexOf(mark); from >= 0;) {
    const to = raw.indexOf(mark, from + mark.length);
    if (to < 0) break;
    parts.push(raw.subarray(from + mark.length, to));
    from = to;
  }
  return parts;
}
