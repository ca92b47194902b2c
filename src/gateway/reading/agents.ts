import { z } from "zod";
import type { AgentSetting, SessionRow } from "../../core/gateway.ts";
import { readModel, type ModelRef } from "../../core/model.ts";
import { readDuration } from "./duration.ts";
import { ITEMS, loose, MOST_NAMED, readEach } from "./reply.ts";

const ENTRIES = loose(z.record(z.string(), z.unknown()));
const LIST = loose(ITEMS);
const ROUTE = z.object({ primary: z.unknown(), fallbacks: LIST }).partial();
const HEARTBEAT = loose(z.object({ model: loose(z.string()), every: loose(z.string()) }));
const OWN = z.object({
  model: z.unknown().optional(),
  heartbeat: HEARTBEAT,
  subagents: loose(z.object({ model: z.unknown() })),
});
const LISTED = OWN.extend({ id: z.string() });

/** What `config.get` says of agents. */
export const AGENTS = z.object({ defaults: loose(OWN.extend({ models: ENTRIES })), list: LIST, entries: ENTRIES });
type Agents = z.infer<typeof AGENTS>;
type Own = z.infer<typeof OWN>;

/** What the gateway itself made of its configuration: it knows aliases, short ids and built-in defaults, the file does not. */
export interface Resolved {
  /** Its default agent, and the model for whoever has none of his own (`sessions.list`). */
  readonly agent: string;
  readonly model: ModelRef | null;
  /** The agents it has, with the primary it names for each (`agents.list`). */
  readonly agents: readonly { readonly id: string; readonly primary: string | null }[];
  /** Where rows show what sessions are set to, one that nobody has set is on its agent's primary. */
  readonly sessions: readonly Pick<SessionRow, "key" | "agent" | "pin" | "shown">[];
}

/** Reads what a configuration says of agents: from what the gateway made of it to what each is set to. */
export function readAgents(agents: Agents | undefined): (resolved: Resolved) => readonly AgentSetting[] {
  const own = new Map<string, Own>();
  for (const [id, entry] of Object.entries(agents?.entries ?? {})) {
    const read = OWN.safeParse(entry);
    own.set(id, read.success ? read.data : { model: entry });
  }
  for (const { id, ...rest } of readEach(LISTED, agents?.list ?? [], MOST_NAMED).read) own.set(id, rest);
  const { defaults } = agents ?? {};
  const toModel = createNames(defaults?.models);
  const shared = toRoute(defaults?.model);
  const common = { heartbeat: defaults?.heartbeat, subagents: defaults?.subagents?.model };
  return (resolved) => {
    const listed = resolved.agents.map(({ id }) => id);
    const ids = new Set([...(listed.length > 0 ? listed : [resolved.agent]), ...own.keys()]);
    const isShared = toRoute(own.get(resolved.agent)?.model).primary.kind === "absent";
    return [...ids].map((id) => {
      const { model, heartbeat, subagents } = own.get(id) ?? {};
      const route = toRoute(model);
      const named = resolved.agents.find((one) => one.id === id)?.primary ?? null;
      const told = named === null ? null : toModel(named);
      const text = route.primary.kind === "named" ? route.primary.text : null;
      const primary =
        route.primary.kind === "absent"
          ? ((isShared || shared.primary.kind === "absent" ? resolved.model : null) ?? told ?? toNamed(shared, toModel))
          : (told ?? (text === null ? null : (toModel(text) ?? completed(text, id, resolved.sessions))));
      const beat = heartbeat?.model ?? common.heartbeat?.model;
      const every = readDuration(heartbeat?.every ?? common.heartbeat?.every ?? "");
      const helper = toNamed(toRoute(subagents?.model ?? common.subagents), toModel);
      const heart = beat === undefined ? null : toModel(beat);
      return {
        id,
        primary,
        fallbacks: (route.fallbacks ?? shared.fallbacks ?? []).flatMap((one) => toModel(one) ?? []),
        ...(heart !== null && { heartbeat: heart }),
        ...(every !== null && { heartbeatEvery: every }),
        ...(helper !== null && { subagents: helper }),
      };
    });
  };
}

/** `agents.defaults.models` may give a model a short name; its case does not matter. */
function createNames(models: Readonly<Record<string, unknown>> | undefined): (text: string) => ModelRef | null {
  const aliases = new Map<string, ModelRef>();
  for (const [text, entry] of Object.entries(models ?? {})) {
    const alias = z.object({ alias: z.string() }).safeParse(entry);
    const model = readModel(text);
    if (alias.success && model) aliases.set(alias.data.alias.trim().toLowerCase(), model);
  }
  return (text) => aliases.get(text.trim().toLowerCase()) ?? readModel(text.trim());
}

/** Which provider a bare id belongs to is the gateway's to choose: a session nobody has set shows it. */
function completed(id: string, agent: string, sessions: Resolved["sessions"]): ModelRef | null {
  const shown = sessions.flatMap((row) => (row.agent === agent && row.pin === null && row.shown ? [row.shown] : []));
  return shown.find(({ model }) => model.toLowerCase() === id.toLowerCase()) ?? null;
}

interface Route {
  readonly primary:
    | { readonly kind: "named"; readonly text: string }
    | { readonly kind: "absent" }
    /** Something stands there that names no model: it is not known which one, rather than another one. */
    | { readonly kind: "unreadable" };
  /** Null when none are named, which is not the same as naming none. */
  readonly fallbacks: readonly string[] | null;
}

const toNamed = ({ primary }: Route, toModel: (text: string) => ModelRef | null): ModelRef | null =>
  primary.kind === "named" ? toModel(primary.text) : null;

function toRoute(model: unknown): Route {
  const route = ROUTE.safeParse(model);
  if (!route.success) return { primary: toPrimary(model), fallbacks: null };
  const { primary, fallbacks } = route.data;
  const texts = fallbacks?.filter((text) => typeof text === "string");
  return { primary: toPrimary(primary), fallbacks: texts ?? null };
}

function toPrimary(model: unknown): Route["primary"] {
  if (model === undefined || model === null) return { kind: "absent" };
  return typeof model === "string" ? { kind: "named", text: model } : { kind: "unreadable" };
}
