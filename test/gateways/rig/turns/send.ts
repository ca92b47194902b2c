import { randomUUID } from "node:crypto";
import type { GatewayClient } from "../client/client.ts";
import { at } from "../json.ts";
import { waitUntil } from "../wait.ts";
import { begin, conclude, messageText, observe, type Progress, quietNeeded } from "./progress.ts";
import { readSignature, tagMessage } from "./signature.ts";
import type { Turn, Via } from "./turn.ts";

export interface SendOptions {
  /** Session key; `agent:main:main` when missing. */
  readonly session?: string;
  readonly via?: Via;
  readonly text?: string;
  /** After this long the turn is booked as failed, though the gateway may still be at it; four minutes when missing. */
  readonly limitMs?: number;
}

export const DEFAULT_SESSION = "agent:main:main";

/** Sends one user message and waits for the end of its turn. A failed turn is a result, not an exception. */
export async function sendTurn(
  client: GatewayClient,
  turn: number,
  selected: string | null,
  { session = DEFAULT_SESSION, via = "chat", text = "hello", limitMs = 240_000 }: SendOptions,
  signal?: AbortSignal,
): Promise<Turn> {
  const began = Date.now();
  const limit = AbortSignal.any([
    AbortSignal.timeout(limitMs),
    client.closed,
    ...(signal === undefined ? [] : [signal]),
  ]);
  const followed = await follow(client, { turn, session, via, message: tagMessage(text, turn) }, limit);
  signal?.throwIfAborted();
  const model = followed.signature?.model ?? (await lookBack(client, session, turn));
  const sent = { turn, at: new Date(began).toISOString(), ms: Date.now() - began, session, via, selected };
  return model === null
    ? { ...sent, ok: false, model, error: limit.aborted ? reasonOf(limit) : describeFailure(followed) }
    : { ...sent, ok: true, model, error: null };
}

interface Message {
  readonly turn: number;
  readonly session: string;
  readonly via: Via;
  readonly message: string;
}

/** Sends and listens until the run is over or `limit` aborts, which ends the wait without an exception. */
async function follow(client: GatewayClient, sent: Message, limit: AbortSignal): Promise<Progress> {
  const runId = randomUUID();
  const over = new AbortController();
  let progress = begin(sent.turn, runId, Date.now());
  client.listen((frame) => {
    progress = observe(progress, frame, Date.now());
  }, over.signal);
  try {
    const { method, params, final } = requestFor(sent, runId);
    const reply = await client.request(method, params, final, limit);
    progress = conclude(progress, reply, sent.via, Date.now());
    await waitUntil(() => isQuiet(progress), { everyMs: 20, limitMs: Infinity }, limit);
  } catch (cause) {
    if (!limit.aborted) throw cause;
  } finally {
    over.abort();
  }
  return progress;
}

function requestFor({ session, via, message }: Message, runId: string) {
  const params = { sessionKey: session, message, idempotencyKey: runId };
  return via === "chat"
    ? { method: "chat.send", params, final: undefined }
    : { method: "agent", params, final: "final" as const };
}

function isQuiet(progress: Progress): boolean {
  const needed = quietNeeded(progress);
  return needed !== null && Date.now() - progress.heardAt >= needed;
}

/** Some answers reach a client only through the session's history. */
async function lookBack(client: GatewayClient, session: string, turn: number): Promise<string | null> {
  const limit = AbortSignal.timeout(30_000);
  const reply = await client
    .request("chat.history", { sessionKey: session, limit: 6 }, undefined, limit)
    .catch(() => null);
  const messages = reply?.ok === true ? at(reply.payload, "messages") : [];
  const newest: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  if (at(newest, "role") !== "assistant") return null;
  return readSignature(messageText(newest), turn)?.model ?? null;
}

const describeFailure = ({ phase, text }: Progress): string =>
  (phase.kind === "failed" ? phase.error : `no model wrote this: ${text}`).slice(0, 600);

const reasonOf = ({ reason }: AbortSignal): string => (reason instanceof Error ? reason.message : String(reason));
