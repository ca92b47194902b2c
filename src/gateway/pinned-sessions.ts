import { z } from "zod";
import type { SessionRow, Snapshot, PinnedSession } from "../core/gateway.ts";
import { formatModel } from "../core/model.ts";
import { isProofSession } from "../core/repair.ts";
import type { Connection } from "./connection.ts";

/** What `sessions.patch` answers of a session; who chose its model is told nowhere else before 2026.8.1. */
const PATCHED = z.object({
  entry: z
    .object({
      providerOverride: z.string().nullish(),
      modelOverride: z.string().nullish(),
      modelOverrideSource: z.string().nullish(),
      /** Left behind by a fallback, also where the source is not told. */
      modelOverrideFallbackOriginModel: z.string().nullish(),
    })
    .optional(),
});

/** Each of them costs a request; those beyond have not been used for long. */
const MOST = 50;

/** Sessions that are set to another model than their agent, newest first. */
export async function findPinned(
  connection: Connection,
  { sessions, agents, release }: Pick<Snapshot, "sessions" | "agents" | "release">,
  signal?: AbortSignal,
): Promise<readonly PinnedSession[]> {
  const primaryOf = (agent: string): string | null => {
    const primary = agents.find(({ id }) => id === agent)?.primary;
    return primary ? formatModel(primary) : null;
  };
  const suspects = sessions
    .filter(({ key }) => !isProofSession(key))
    .filter(
      ({ agent, shown }) => shown !== null && primaryOf(agent) !== null && formatModel(shown) !== primaryOf(agent),
    )
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, MOST);
  const found = await Promise.all(suspects.map((row) => toPinned(connection, row, release.holdsFallback, signal)));
  return found.flatMap((one) => (one === null || formatModel(one.model) === primaryOf(one.agent) ? [] : [one]));
}

async function toPinned(
  connection: Connection,
  { key, agent, pin }: SessionRow,
  holdsFallback: boolean,
  signal?: AbortSignal,
): Promise<PinnedSession | null> {
  if (pin !== "unknown") return pin && { session: key, agent, ...pin };
  // Elsewhere a session keeps nothing of a fallback.
  if (!holdsFallback) return null;
  // A patch of nothing: it answers with the session as it is, and moves no more than the instant it was touched.
  const patched = PATCHED.safeParse(await connection.request("sessions.patch", { key }, signal));
  const entry = patched.success ? patched.data.entry : undefined;
  if (!entry?.providerOverride || !entry.modelOverride) return null;
  const isAuto = entry.modelOverrideSource === "auto";
  const isLeftBehind = !entry.modelOverrideSource && Boolean(entry.modelOverrideFallbackOriginModel);
  const model = { provider: entry.providerOverride, model: entry.modelOverride };
  return { session: key, agent, model, by: isAuto || isLeftBehind ? "gateway" : "person" };
}
