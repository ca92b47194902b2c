import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { GatewaySession } from "../core/gateway.ts";
import { releaseOf } from "../core/releases/index.ts";
import type { BegunTurn, GatewayAdmin, PatchOutcome } from "../core/gateway-admin.ts";
import { formatModel } from "../core/model.ts";
import type { Connection } from "./connection.ts";
import { redact, shorten } from "../lib/redact.ts";
import { readLogPage } from "./reading/log-lines.ts";
import { readConfigView, readDocument } from "./reading/config-view.ts";
import { readModels } from "./reading/models.ts";
import { readSchema } from "./schema.ts";
import { signIn, signInsOf } from "./sign-in.ts";
import { findPinned } from "./pinned-sessions.ts";

const WRITTEN = z.object({
  restart: z.object({ delayMs: z.number() }).partial().nullish().catch(null),
  config: z
    .record(z.string(), z.json())
    .nullish()
    .transform((made) => made ?? null)
    .catch(null),
});
/** The gateway's own answer to a request it did not fulfil; a lost connection has no such code. */
const REFUSAL = z.object({ message: z.string(), retryAfterMs: z.number().optional(), gatewayCode: z.string() });
const SENT = z.object({ status: z.string() });
const PROBED = z.object({ status: z.string(), results: z.array(z.object({ status: z.string() })).catch([]) });

/** A refusal may repeat what it refuses. */
const MOST_WORDS = 300;
/** Releases that do not say when they restart do so after about this long, if at all. */
const USUAL_RESTART = 2_000;

/** What a repair asks of a gateway, over a connection with the right to write. */
export function createAdmin(connection: Connection, session: GatewaySession): GatewayAdmin {
  const config = async (signal?: AbortSignal) => readConfigView(await connection.request("config.get", {}, signal));
  const toRelease = (version: string | null, apis: readonly string[] | null) =>
    releaseOf(version, { methods: connection.hello.methods, apis });
  return {
    config,
    async release(signal) {
      const schema = await readSchema(connection, signal);
      return toRelease(session.version ?? schema.version, schema.apis);
    },
    async examine(signal) {
      const [taken, view, schema, models] = await Promise.all([
        session.snapshot(signal),
        config(signal),
        readSchema(connection, signal),
        connection.request("models.list", {}, signal).then(readModels, () => []),
      ]);
      const version = session.version ?? schema.version;
      return {
        snapshot: {
          ...taken,
          version,
          release: toRelease(version, schema.apis),
        },
        version,
        apis: schema.apis,
        signIns: signInsOf(connection),
        ...view,
        models,
      };
    },
    async patch({ merge, replacePaths }, baseHash, note, signal) {
      const replaced = replacePaths.length > 0 ? { replacePaths: [...replacePaths] } : {};
      try {
        const reply = await connection.request(
          "config.patch",
          { raw: JSON.stringify(merge), baseHash, note, ...replaced },
          signal,
        );
        const { restart, config: made } = WRITTEN.parse(reply);
        return {
          kind: "written",
          restartIn: restart ? (restart.delayMs ?? USUAL_RESTART) : null,
          answered: made === null ? null : readDocument(made),
        };
      } catch (error) {
        return toOutcome(error);
      }
    },
    async probe(provider, signal) {
      // Slow, refused or unknown: the turn that follows tells it better.
      const reply = await connection.request("models.probe", { provider }, signal).catch(() => null);
      const probed = PROBED.safeParse(reply);
      if (!probed.success) return null;
      const { status, results } = probed.data;
      if (status === "ok" || results.some((one) => one.status === "ok")) return "ok";
      return status === "auth" ? "refused" : null;
    },
    async choose(key, model, signal) {
      try {
        await connection.request("sessions.patch", { key, model: formatModel(model) }, signal);
        return null;
      } catch (error) {
        const refused = REFUSAL.safeParse(error);
        if (!refused.success) throw error;
        return shorten(redact(refused.data.message), MOST_WORDS);
      }
    },
    say: (key, text, signal) => beginTurn(connection, key, text, signal),
    async abort(sessionKey, signal) {
      await connection.request("chat.abort", { sessionKey }, signal);
    },
    transcript: session.transcript,
    log: async (cursor, signal) =>
      cursor === null
        ? readLogPage(null, await connection.request("logs.tail", { limit: 1 }, signal))
        : session.log(cursor, signal),
    async removeSession(key, signal) {
      await connection.request("sessions.delete", { key, deleteTranscript: true }, signal);
    },
    pinned: async (signal) => findPinned(connection, await session.snapshot(signal), signal),
    signIn: (provider, show, signal) => signIn(connection, provider, show, signal),
    async unpin(key, signal) {
      await connection.request("sessions.patch", { key, model: null }, signal);
    },
    closed: connection.closed,
    close: () => connection.close(),
  };
}

/**
 * Sending a message again under its key starts nothing: the gateway says whether its turn is under way or how it
 * ended. That is the one end of a turn all releases agree on.
 */
async function beginTurn(
  connection: Connection,
  session: string,
  text: string,
  signal?: AbortSignal,
): Promise<BegunTurn> {
  const run = randomUUID();
  const send = (abort?: AbortSignal) =>
    connection.request("chat.send", { sessionKey: session, message: text, idempotencyKey: run }, abort);
  await send(signal);
  return {
    run,
    async isOver(abort) {
      const sent = SENT.safeParse(await send(abort).catch(unlessLost));
      return !sent.success || (sent.data.status !== "started" && sent.data.status !== "in_flight");
    },
  };
}

/** Only what belongs to the request itself is an outcome; a lost connection rejects. */
function toOutcome(error: unknown): PatchOutcome {
  const parsed = REFUSAL.safeParse(error);
  if (!parsed.success) throw error;
  const { message, retryAfterMs } = parsed.data;
  if (/config changed since/i.test(message)) return { kind: "changed-meanwhile" };
  if (retryAfterMs !== undefined || /rate limit/i.test(message))
    return { kind: "rate-limited", retryAfter: retryAfterMs ?? 60_000 };
  return { kind: "refused", why: shorten(redact(message), MOST_WORDS) };
}

/** What the gateway refused is an answer too; a lost connection rejects. */
function unlessLost(error: unknown): null {
  if (REFUSAL.safeParse(error).success) return null;
  throw error;
}
