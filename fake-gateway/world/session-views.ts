import { asList, asObject, type Json } from "../json.ts";
import { fullKey, type Session } from "./sessions.ts";
import type { World } from "./world.ts";

/** A session's row in `sessions.list`. */
export function rowOf(world: World, session: Session): Json {
  const row = { kind: "direct", ...session.row, ...pinOf(world, session) };
  const snapshot = "snapshotAt" in row ? { snapshotAt: world.clock() } : {};
  return { ...row, ...snapshot, key: session.key, sessionId: session.id, updatedAt: session.updatedAt };
}

/** The model that `sessions.patch` set: a row shows it in place of the last one used. */
function pinOf(world: World, session: Session): Json {
  const { model, label } = session.patched;
  const shown = typeof label === "string" ? { label } : {};
  if (model === undefined) return shown;
  const marks = "modelOverrideSource" in session.row;
  if (typeof model !== "string")
    return { ...shown, ...defaultModel(world), ...(marks ? { modelOverrideSource: null } : {}) };
  return { ...shown, ...splitModel(model), ...(marks ? { modelOverrideSource: "user" } : {}) };
}

export const splitModel = (ref: string): Json => {
  const slash = ref.indexOf("/");
  return { modelProvider: ref.slice(0, slash), model: ref.slice(slash + 1) };
};

export function defaultModel(world: World): Json {
  const { modelProvider, model } = asObject(world.recording().sessionList["defaults"]);
  return { modelProvider, model };
}

/** A session's row in `status`, which shows the model the release believes in. */
export function statusRowOf(world: World, session: Session): Json {
  const [pattern] = asList(asObject(world.recording().status["sessions"])["recent"]);
  return {
    ...asObject(pattern),
    key: session.key,
    sessionId: session.id,
    updatedAt: session.updatedAt,
    age: world.clock() - session.updatedAt,
    flags: ["system", `id:${session.id}`],
  };
}

/** The newest `limit` entries of a session, oldest first; no entries for a session that does not exist. */
export function historyOf(world: World, asked: string, limit: number): Json {
  const session = world.sessions.get(fullKey(asked));
  const { sessionKey: _key, sessionId: _id, ...shell } = world.recording().history;
  const all = session?.entries ?? [];
  const messages = all.slice(-limit);
  const more = messages.length < all.length;
  const counts = {
    hasMore: more,
    totalMessages: all.length,
    ...(more ? { nextOffset: messages.length } : {}),
    ...(session ? { sessionInfo: rowOf(world, session) } : {}),
  };
  return {
    ...shell,
    sessionKey: asked,
    ...(session ? { sessionId: session.id } : {}),
    messages,
    ...(world.dialect.countsHistory ? counts : {}),
  };
}
