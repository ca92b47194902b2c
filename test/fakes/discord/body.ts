import type { IncomingMessage } from "node:http";
import type { FakeFile } from "./types.ts";

export interface Decoded {
  readonly body?: unknown;
  readonly files: readonly FakeFile[];
}

/** Reads a request: JSON, or form data with `payload_json` and files. */
export async function decode(request: IncomingMessage): Promise<Decoded> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { files: [] };
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return { body: JSON.parse(bytes.toString()), files: [] };
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const files: FakeFile[] = [];
  for (const [, value] of form) {
    if (value instanceof File) {
      files.push({ name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  const payload = form.get("payload_json");
  return { body: typeof payload === "string" ? JSON.parse(payload) : {}, files };
}
