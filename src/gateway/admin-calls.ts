import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { JsonObject } from "../core/json.ts";
import type { ModelRef } from "../core/model.ts";
import type { GatewayAdmin, PatchOutcome } from "../core/repair.ts";
import type { Connection } from "./connection.ts";
import { readTranscript } from "./reading/transcript.ts";
import type { openSession } from "./session.ts";

const SCHEMA = z.object({ version: z.string().optional(), schema: z.unknown() });
const CONFIG = z.object({ hash: z.string(), parsed: z.unknown().optional(), config: z.unknown().optional() });
const MODELS = z.object({ models: z.array(z.object({ id: z.string(), provider: z.string() })).catch([]) });
const WRITTEN = z.object({ restart: z.object({ delayMs: z.number() }).partial().nullish().catch(null) });
const PATCH_ERROR = z.object({
  message: z.string(),
  retryAfterMs: z.number().optional(),
  gatewayCode: z.string().optional(),
});

/** Releases that do not say when they restart do so after about this long, if at all. */
const USUAL_RESTART = 2_000;

/** What a repair asks of a gateway, over a connection with the right to write. */
export function createAdmin(
  connection: Connection,
  snapshot: Awaited<ReturnType<typeof openSession>>["snapshot"],
  version: string | null,
): GatewayAdmin {
  const config = async (signal?: AbortSignal) => {
    const reply = CONFIG.parse(await connection.request("config.get", {}, signal));
    return { hash: reply.hash, document: toDocument(reply.parsed ?? reply.config) };
  };
  return {
    config,
    async examine(signal) {
      const [taken, { hash, document }, schema, models] = await Promise.all([
        snapshot(signal),
        config(signal),
        readSchema(connection, signal),
        connection.request("models.list", {}, signal).then(
          (reply) => MODELS.parse(reply).models,
          () => [],
        ),
      ]);
      const release = version ?? schema.version;
      return {
        snapshot: { ...taken, version: release },
        version: release,
        apis: schema.apis,
        document,
        hash,
        models: models.map(({ id, provider }): ModelRef => ({
          provider,
          model: id.startsWith(`${provider}/`) ? id.slice(provider.length + 1) : id,
        })),
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
        const { restart } = WRITTEN.parse(reply);
        return { kind: "written", restartIn: restart ? (restart.delayMs ?? USUAL_RESTART) : null };
      } catch (error) {
        return toOutcome(error);
      }
    },
    async say(session, text, signal) {
      await connection.request(
        "chat.send",
        { sessionKey: session, message: text, idempotencyKey: randomUUID() },
        signal,
      );
    },
    async transcript(session, limit, signal) {
      return readTranscript(
        session,
        limit,
        await connection.request("chat.history", { sessionKey: session, limit }, signal),
      );
    },
    async removeSession(session, signal) {
      await connection.request("sessions.delete", { key: session, deleteTranscript: true }, signal);
    },
    close: () => connection.close(),
  };
}

/** The schema as a whole is megabytes on new releases; since 2026.3.7 one value of it can be asked for. */
async function readSchema(
  connection: Connection,
  signal?: AbortSignal,
): Promise<{ version: string | null; apis: readonly string[] | null }> {
  const value = await connection
    .request("config.schema.lookup", { path: "models.providers.*.api" }, signal)
    .catch(() => null);
  if (value !== null) return { version: null, apis: apisIn(value) };
  const whole = SCHEMA.safeParse(await connection.request("config.schema", {}, signal).catch(unlessForbidden));
  if (!whole.success) return { version: null, apis: null };
  return { version: whole.data.version ?? null, apis: apisIn(whole.data.schema) };
}

/** Up to 2026.3.7 reading the schema needs the right to write: what is missing then must be said. */
function unlessForbidden(error: unknown): null {
  if (error instanceof Error && /missing scope/i.test(error.message)) throw error;
  return null;
}

/** The enumeration that holds `openai-responses` is the one of provider `api` ids, wherever it stands. */
function apisIn(schema: unknown): readonly string[] | null {
  if (Array.isArray(schema)) {
    if (schema.includes("openai-responses")) return schema.filter((item) => typeof item === "string");
    return schema.map(apisIn).find((found) => found !== null) ?? null;
  }
  if (typeof schema !== "object" || schema === null) return null;
  return (
    Object.values(schema)
      .map(apisIn)
      .find((found) => found !== null) ?? null
  );
}

/** Only what belongs to the request itself is an outcome; a lost connection rejects. */
function toOutcome(error: unknown): PatchOutcome {
  const parsed = PATCH_ERROR.safeParse(error);
  if (!parsed.success || parsed.data.gatewayCode === undefined) throw error;
  const { message, retryAfterMs } = parsed.data;
  if (/config changed since/i.test(message)) return { kind: "changed-meanwhile" };
  if (retryAfterMs !== undefined || /rate limit/i.test(message))
    return { kind: "rate-limited", retryAfter: retryAfterMs ?? 60_000 };
  return { kind: "refused", why: message };
}

const toDocument = (value: unknown): JsonObject => z.record(z.string(), z.json()).parse(value);
