import { readFile } from "node:fs/promises";
import type { GatewayClient } from "../client/client.ts";
import { at } from "../json.ts";

/** Reads what the operator has selected for a session now; null when that cannot be found out. */
export type ReadSelected = (client: GatewayClient, session: string, signal?: AbortSignal) => Promise<string | null>;

/** Goes by the file, as the gateway does. Only a file that is no plain JSON is read by the gateway, slowly when cold. */
export const selectedFrom =
  (configFile: string): ReadSelected =>
  async (client, session, signal) => {
    const text = await readFile(configFile, "utf8").catch(() => "");
    try {
      return selectedModel(JSON.parse(text), session);
    } catch {
      const reply = await client.request("config.get", {}, undefined, signal).catch(() => null);
      return reply?.ok === true ? selectedModel(at(reply.payload, "config"), session) : null;
    }
  };

/**
 * The model the operator selected for a session, as its config has it: the agent's own, else the default. A pin of the
 * session itself is not in the config.
 */
export function selectedModel(config: unknown, session: string): string | null {
  const agent = session.split(":")[1] ?? "";
  const agents = at(config, "agents", "list");
  const listed: unknown = Array.isArray(agents) ? agents.find((one) => at(one, "id") === agent) : undefined;
  // Newer releases keep agents by name.
  const own = listed ?? at(config, "agents", "entries", agent);
  return primaryOf(at(own, "model")) ?? primaryOf(at(config, "agents", "defaults", "model"));
}

function primaryOf(model: unknown): string | null {
  const primary = typeof model === "string" ? model : at(model, "primary");
  return typeof primary === "string" ? primary : null;
}
