import { z } from "zod";
import { asList, asObject, at, JSON_OBJECT, type Json } from "../json.ts";
import type { Methods } from "./method.ts";
import type { RecordedReply } from "../recording.ts";
import { retellText } from "../world/retell.ts";
import { historyOf, rowOf, statusRowOf } from "../world/session-views.ts";
import { accept, invalid, invalidParams, refuse, type Answer } from "../door/wire.ts";
import type { World } from "../world/world.ts";

const SESSIONS = z.strictObject({
  limit: z.number().int().min(1).optional(),
  offset: z.number().int().min(0).optional(),
  activeMinutes: z.number().int().min(1).optional(),
  includeGlobal: z.boolean().optional(),
  includeUnknown: z.boolean().optional(),
  includeDerivedTitles: z.boolean().optional(),
  includeLastMessage: z.boolean().optional(),
  agentId: z.string().optional(),
  search: z.string().optional(),
});
const HISTORY = z.strictObject({
  sessionKey: z.string(),
  limit: z.number().int().min(1).max(1000).optional(),
  offset: z.number().int().min(0).optional(),
  maxChars: z.number().int().min(1).optional(),
});
const TAIL = z.strictObject({
  cursor: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).max(5000).optional(),
  maxBytes: z.number().int().min(1).max(1_000_000).optional(),
});
const LOOKUP = z.strictObject({ path: z.string() });
const MODELS = z.strictObject({ view: z.enum(["default", "configured", "all"]).optional() });

/** The methods that only look. */
export function createReads(world: World): Methods {
  const { clock, log, config, sessions } = world;
  return {
    health: () => accept({ ...world.recording().release.health, ts: clock() }),
    status: () => accept(tellStatus(world)),
    "sessions.list": (params) => {
      const asked = SESSIONS.safeParse(params);
      return asked.success ? accept(listSessions(world, asked.data)) : invalidParams("sessions.list", asked.error);
    },
    "sessions.describe": (params) => {
      const session = sessions.get(String(asObject(params)["key"]));
      return accept({ session: session ? rowOf(world, session) : null });
    },
    "sessions.subscribe": () => accept({ subscribed: true }),
    "chat.history": (params) => {
      const asked = HISTORY.safeParse(params);
      if (!asked.success) return invalidParams("chat.history", asked.error);
      return accept(historyOf(world, asked.data.sessionKey, asked.data.limit ?? 200));
    },
    "logs.tail": (params) => {
      const asked = TAIL.safeParse(params ?? {});
      return asked.success ? accept(log.tail(asked.data)) : invalidParams("logs.tail", asked.error);
    },
    "config.get": () => accept(config.read()),
    "config.schema": () => recorded(world, "config.schema"),
    "config.schema.lookup": (params) => lookUpSchema(world, params),
    "agents.list": () => accept(listAgents(world)),
    "models.list": (params) => listModels(world, params),
    "models.authStatus": () => recorded(world, "models.authStatus"),
    "models.probe": () => recorded(world, "models.probe"),
  };
}

/** A reply as recorded, with its instants moved to now; `not recorded` where the recording holds none. */
function recorded(world: World, name: string): Answer {
  const recording = world.recording();
  const reply: RecordedReply | undefined = recording.replies[name] ?? recording.release.replies[name];
  if (!reply) return refuse({ code: "UNAVAILABLE", message: `not recorded: ${name}` });
  if (!reply.ok) return refuse(reply.error);
  const end = recording.turns.at(-1)?.endedAt ?? 0;
  const move = (instant: number): number => instant - end + world.clock();
  return accept(JSON_OBJECT.parse(JSON.parse(retellText(JSON.stringify(reply.payload), end, { move }))));
}

function listModels(world: World, params: unknown): Answer {
  const asked = MODELS.safeParse(params ?? {});
  if (!asked.success) return invalidParams("models.list", asked.error);
  const configured = asked.data.view === "configured";
  return recorded(world, configured || asked.data.view === "all" ? "models.list configured" : "models.list");
}

/** Only the path that was recorded can be looked up, and the `api` of a provider, which is known by itself. */
function lookUpSchema(world: World, params: unknown): Answer {
  const answer = recorded(world, "config.schema.lookup");
  if (!answer.ok) return answer;
  const asked = LOOKUP.safeParse(params);
  if (!asked.success) return invalidParams("config.schema.lookup", asked.error);
  const { path } = asked.data;
  if (/^models\.providers\.[^.]+\.api$/.test(path)) {
    const schema = { type: "string", enum: [...world.recording().release.apis.allowed] };
    return accept({ path, reloadKind: "hot", schema, children: [] });
  }
  return path === asObject(answer.payload)["path"] ? answer : invalid("config schema path not found");
}

function listAgents(world: World): Json {
  const reply = world.recording().release.replies["agents.list"];
  const pattern = reply?.ok === true ? reply.payload : {};
  const model = at(world.config.document(), "agents", "defaults", "model");
  const agents = asList(pattern["agents"]).map(asObject);
  return { ...pattern, agents: agents.map((agent) => ("model" in agent ? { ...agent, model } : agent)) };
}

function listSessions(world: World, asked: z.infer<typeof SESSIONS>): Json {
  const pattern = world.recording().sessionList;
  const since = asked.activeMinutes === undefined ? 0 : world.clock() - asked.activeMinutes * 60_000;
  const all = world.sessions.list().filter((session) => session.updatedAt >= since);
  const from = asked.offset ?? 0;
  const page = all.slice(from, asked.limit === undefined ? undefined : from + asked.limit);
  const more = from + page.length < all.length;
  const counts = {
    totalCount: all.length,
    limitApplied: asked.limit ?? 100,
    nextOffset: more ? from + page.length : null,
    hasMore: more,
  };
  return {
    ...pattern,
    ts: world.clock(),
    count: page.length,
    ...("totalCount" in pattern ? counts : {}),
    sessions: page.map((session) => rowOf(world, session)),
  };
}

function tellStatus(world: World): Json {
  const pattern = world.recording().status;
  const sessions = asObject(pattern["sessions"]);
  const recent = world.sessions.list().map((session) => statusRowOf(world, session));
  const [path] = asList(sessions["paths"]);
  const byAgent = [{ agentId: "main", path, count: recent.length, recent }];
  return { ...pattern, sessions: { ...sessions, count: recent.length, recent, byAgent } };
}
