import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { at, isObject } from "../json.ts";
import { isSent, lastSentTag, lastTurnTag, returnOf, SPAWN } from "../turns/signature.ts";
import type { Side } from "./mode.ts";

type RequestKind = "model" | "models" | "usage" | "token" | "other";
type Credential = "none" | "chatgpt-login" | "restricted-key" | "key";

/** How the model is to call one: by its tool, or, from 2026.9 on, by a script for the tool that runs all others. */
type Subagent = "subagent" | "scripted-subagent";

/** A request as the provider understands it. `turn` is the rig's own tag, found in the newest message. */
export interface ProviderRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly side: Side;
  readonly kind: RequestKind;
  readonly credential: Credential;
  readonly model: string | null;
  readonly turn: number | null;
  /** What the newest message asks for besides an answer: a subagent, unless one was called since, or nothing to be said. */
  readonly wants: "answer" | Subagent | "nothing";
  readonly stream: boolean;
}

/** The heartbeat that a rig has had come: newer releases ask for it in words that hold no tag. */
export interface Heartbeat {
  readonly turn: number;
  readonly quiet: boolean;
}

export async function readRequest(message: IncomingMessage, heartbeat: Heartbeat | null): Promise<ProviderRequest> {
  const text = unpack(await buffer(message), message.headers["content-encoding"]).toString("utf8");
  const body = parse(text);
  const model = at(body, "model");
  const host = (message.headers.host ?? "").split(":")[0] ?? "";
  const path = new URL(message.url ?? "/", "http://provider").pathname;
  const method = message.method ?? "GET";
  return {
    host,
    method,
    path,
    side: host.endsWith("chatgpt.com") || path.startsWith("/backend-api") ? "chatgpt" : "platform",
    kind: kindOf(method, path),
    credential: credentialOf(message.headers.authorization),
    model: typeof model === "string" ? model : null,
    ...readAsked(body, text, heartbeat),
    stream: at(body, "stream") !== false,
  };
}

/** What users said goes before all else: a task for a subagent, which is repeated later, has a tag of its own. */
function readAsked(body: unknown, text: string, heartbeat: Heartbeat | null): Pick<ProviderRequest, "turn" | "wants"> {
  const input = at(body, "input");
  const items: readonly unknown[] = Array.isArray(input) ? input : [];
  const newest = items.findLastIndex(isUsers);
  if (newest < 0) return { turn: lastTurnTag(text), wants: "answer" };
  const before = JSON.stringify(items.slice(0, newest).filter(isUsers));
  const question = JSON.stringify(items[newest]);
  const own = lastTurnTag(question);
  if (heartbeat !== null && (own === heartbeat.turn || (own === null && /heartbeat/i.test(question)))) {
    return { turn: heartbeat.turn, wants: heartbeat.quiet ? "nothing" : "answer" };
  }
  if (before.includes(SPAWN) && !isSent(own)) return { turn: returnOf(lastSentTag(before) ?? 0), wants: "answer" };
  const isCalled = items.slice(newest).some((item) => at(item, "type") === "function_call");
  const wants = question.includes(SPAWN) && !isCalled ? toSubagent(at(body, "tools")) : "answer";
  return { turn: own ?? lastTurnTag(before), wants };
}

function toSubagent(tools: unknown): Subagent {
  const names = Array.isArray(tools) ? tools.map((tool: unknown) => at(tool, "name")) : [];
  return names.includes("exec") && !names.includes("sessions_spawn") ? "scripted-subagent" : "subagent";
}

/** From 2026.9 on a gateway adds what is going on in it as if the user had said that last. */
const GOING_ON = /^\[\{"type":"input_text","text":"<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>\\nConversation data /;

const isUsers = (item: unknown): boolean =>
  at(item, "role") === "user" && !GOING_ON.test(JSON.stringify(at(item, "content")));

function kindOf(method: string, path: string): RequestKind {
  if (method === "POST" && path.endsWith("/responses")) return "model";
  if (path.endsWith("/models")) return "models";
  if (path.endsWith("/wham/usage")) return "usage";
  return path.endsWith("/oauth/token") ? "token" : "other";
}

function credentialOf(header: string | undefined): Credential {
  const secret = (header ?? "").replace(/^Bearer\s+/i, "");
  if (secret === "") return "none";
  if (secret.startsWith("sk-restricted")) return "restricted-key";
  return secret.split(".").length === 3 ? "chatgpt-login" : "key";
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  switch (encoding) {
    case "zstd":
      return zstdDecompressSync(body);
    case "gzip":
      return gunzipSync(body);
    case "br":
      return brotliDecompressSync(body);
    case undefined:
    default:
      return body;
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {}; // forms and empty bodies: the path alone decides
  }
}
