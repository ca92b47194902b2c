import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { GatewayClient } from "../client/client.ts";
import type { Reply } from "../client/frames.ts";
import { at } from "../json.ts";
import { waitUntil } from "../wait.ts";
import { conclude, hear, type Heard, messageText, nothingHeard } from "./heard.ts";
import { readSignature, tagMessage } from "./signature.ts";
import type { Turn, Via } from "./turn.ts";

export interface SendOptions {
  /** Session key; `agent:main:main` when missing. */
  readonly session?: string;
  readonly via?: Via;
  readonly text?: string;
  /** The `provider/model` somebody chose for this session; the configuration's when missing. */
  readonly chosen?: string;
  /** After this long the turn is booked as failed, though the gateway may still be at it; four minutes when missing. */
  readonly limitMs?: number;
}

export const DEFAULT_SESSION = "agent:main:main";

/** A message that met a busy session is answered once that session is free. */
const QUEUED_LIMIT_MS = 30_000;

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
  const heard = await follow(client, { turn, session, via, message: tagMessage(text, turn) }, limit);
  signal?.throwIfAborted();
  const model = heard.signature?.model ?? (await lookBack(client, session, turn));
  const sent = { turn, at: new Date(began).toISOString(), ms: Date.now() - began, session, via, selected };
  return model === null
    ? { ...sent, ok: false, model, error: describeFailure(heard, limit) }
    : { ...sent, ok: true, model, error: null };
}

interface Message {
  readonly turn: number;
  readonly session: string;
  readonly via: Via;
  readonly message: string;
}

/** Sends and listens until the gateway is done with it or `limit` aborts, which ends the wait without an exception. */
async function follow(client: GatewayClient, sent: Message, limit: AbortSignal): Promise<Heard> {
  const run = randomUUID();
  const over = new AbortController();
  let heard = nothingHeard(sent.turn, run);
  client.listen((frame) => {
    heard = hear(heard, frame);
  }, over.signal);
  const params = { sessionKey: sent.session, message: sent.message, idempotencyKey: run };
  try {
    const reply =
      sent.via === "agent"
        ? await client.request("agent", params, "final", limit)
        : await chat(client, params, () => heard.resting, limit);
    heard = conclude(heard, reply);
    const isAccountedFor = (): boolean => heard.signature !== null || heard.text !== "" || heard.error !== null;
    await waitUntil(isAccountedFor, { everyMs: 50, limitMs: QUEUED_LIMIT_MS }, limit);
  } catch (cause) {
    if (!limit.aborted) throw cause;
  } finally {
    over.abort();
  }
  return heard;
}

/**
 * Sending the same key again starts nothing: the gateway says whether the turn is under way or how it ended. That is the
 * one end of a turn all releases agree on; their events leave open whether another model is still to be tried.
 */
async function chat(
  client: GatewayClient,
  params: object,
  isResting: () => boolean,
  limit: AbortSignal,
): Promise<Reply> {
  for (;;) {
    const reply = await client.request("chat.send", params, undefined, limit);
    const status = reply.ok ? at(reply.payload, "status") : "refused";
    if (status !== "started" && status !== "in_flight") return reply;
    await waitUntil(isResting, { everyMs: 20, limitMs: 2_000 }, limit);
    await pause(50, undefined, { signal: limit });
  }
}

/** Some answers reach a client only through the session's history. */
async function lookBack(client: GatewayClient, session: string, turn: number): Promise<string | null> {
  const limit = AbortSignal.timeout(30_000);
  const params = { sessionKey: session, limit: 6 };
  const reply = await client.request("chat.history", params, undefined, limit).catch(() => null);
  const messages = reply?.ok === true ? at(reply.payload, "messages") : [];
  const newest: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  if (at(newest, "role") !== "assistant") return null;
  return readSignature(messageText(newest), turn)?.model ?? null;
}

function describeFailure({ error, text }: Heard, { aborted, reason }: AbortSignal): string {
  if (aborted)
    return at(reason, "name") === "TimeoutError" ? "no end of the turn in time" : String(at(reason, "message"));
  return (error ?? `no model wrote this: ${text}`).slice(0, 600);
}
