import { z } from "zod";
import type { Instant } from "../../src/core/time.ts";
import { asObject, at, type Json } from "../json.ts";
import type { Caller, Methods } from "./method.ts";
import { createRateLimit } from "../world/rate-limit.ts";
import { retellError } from "../recording.ts";
import type { Restarts } from "../world/restarts.ts";
import { defaultModel, splitModel } from "../world/session-views.ts";
import { fullKey } from "../world/sessions.ts";
import { accept, invalid, invalidParams, refuse, type Answer } from "../door/wire.ts";
import type { World } from "../world/world.ts";

const KEY = { key: z.string() };
const SESSION_PATCH = z.object({ ...KEY, model: z.string().nullish(), label: z.string().nullish() });
const SESSION_DELETE = z.strictObject({
  ...KEY,
  deleteTranscript: z.boolean().optional(),
  emitLifecycleHooks: z.boolean().optional(),
});

/** The methods that change the configuration or the sessions. */
export function createWrites(world: World, restarts: Restarts, newId: () => string): Methods {
  const limit = readLimit(world);
  const counter = createRateLimit(limit.most, limit.window, world.clock);
  const perMethod = world.dialect.hash === "hmac";

  const tooMany = (method: string, caller: Caller): Answer | null => {
    const wait = counter.count(perMethod ? `${method} ${caller.counted}` : caller.counted);
    return wait === null ? null : refuse(tellLimit(world, method, wait));
  };

  return {
    "config.patch": (params, caller) => {
      const refused = tooMany("config.patch", caller);
      if (refused) return refused;
      const before = JSON.stringify(world.config.document());
      const answer = world.config.patch(params);
      if (JSON.stringify(world.config.document()) !== before) world.log.append(tellReload(world.clock()));
      if (!answer.ok || !world.dialect.restartsAfterPatch) return answer;
      const { restartDelayMs } = asObject(params);
      const restart = restarts.plan(typeof restartDelayMs === "number" ? restartDelayMs : null);
      return accept({ ...asObject(answer.payload), restart });
    },
    "gateway.restart.request": (params) => {
      const restart = restarts.plan(0);
      const preflight = { safe: true, counts: { totalActive: 0 }, blockers: [], summary: "safe to restart now" };
      const { reason } = asObject(params);
      return accept({ ok: true, status: "scheduled", preflight, restart: { ...restart, reason } });
    },
    "sessions.patch": (params) => patchSession(world, params, newId),
    "sessions.delete": (params) => deleteSession(world, params),
  };
}

/** What every release writes to its log when its configuration was changed, by whomever. */
const tellReload = (now: Instant): string =>
  JSON.stringify({
    "0": '{"subsystem":"gateway/reload"}',
    "1": "config change detected; evaluating reload (agents, models)",
    time: new Date(now).toISOString(),
  });

/** `3 per 60s`, as the release itself puts it. */
function readLimit(world: World): { readonly most: number; readonly window: number } {
  const text = String(at(world.recording().release.errors["rate-limit"], "details", "limit"));
  const [, most, seconds] = /^(\d+) per (\d+)s$/.exec(text) ?? [];
  return { most: Number(most ?? 3), window: Number(seconds ?? 60) * 1_000 };
}

function tellLimit(world: World, method: string, wait: number): ReturnType<typeof retellError> {
  const error = retellError(world.recording().release.errors["rate-limit"], { "config.patch": method });
  const message = error.message.replace(/\d+s$/, `${Math.ceil(wait / 1_000)}s`);
  return { ...error, message, retryAfterMs: wait };
}

function patchSession(world: World, params: unknown, newId: () => string): Answer {
  const asked = SESSION_PATCH.safeParse(params);
  if (!asked.success) return invalidParams("sessions.patch", asked.error);
  const { key: short, ...changes } = asked.data;
  const key = fullKey(short);
  const fresh = { key, id: newId(), row: {}, entries: [], patched: {}, played: {} };
  const session = { ...(world.sessions.get(key) ?? fresh), updatedAt: world.clock() };
  const patched = { ...session.patched, ...changes };
  world.sessions.put({ ...session, patched });
  const model: unknown = patched.model;
  const pinned = typeof model === "string" ? splitModel(model) : null;
  const entry = {
    sessionId: session.id,
    updatedAt: session.updatedAt,
    ...(pinned ? toOverride(pinned, "user") : keptFallback(world, session.row, model)),
    ...(typeof changes.label === "string" ? { label: changes.label } : {}),
  };
  return accept({ ok: true, path: storePath(world), key, entry, resolved: pinned ?? defaultModel(world) });
}

const toOverride = (shown: Json, source: "user" | "auto"): Json => ({
  providerOverride: shown["modelProvider"],
  modelOverride: shown["model"],
  modelOverrideSource: source,
});

/** What a fallback left in the session, unless `model` was set to nothing since. */
function keptFallback(world: World, row: Json, model: unknown): Json {
  const isKept = world.dialect.keepsFallback && model === undefined && row["model"] !== defaultModel(world)["model"];
  return isKept && row["model"] !== undefined ? toOverride(row, "auto") : {};
}

function deleteSession(world: World, params: unknown): Answer {
  const asked = SESSION_DELETE.safeParse(params);
  if (!asked.success) return invalidParams("sessions.delete", asked.error);
  const key = fullKey(asked.data.key);
  if (key === "agent:main:main") return invalid(`Cannot delete the main session (${key}).`);
  const session = world.sessions.get(key);
  const archived = session ? [`/home/operator/.openclaw/agents/main/sessions/${session.id}.jsonl.deleted`] : [];
  return accept({ ok: true, key, deleted: world.sessions.delete(key), archived });
}

const storePath = (world: World): Json[string] => {
  const paths = at(world.recording().status, "sessions", "paths");
  return Array.isArray(paths) ? paths[0] : undefined;
};
