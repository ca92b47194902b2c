import type { Answer } from "./wire.ts";
import { refuse } from "./wire.ts";
import { retellError, type Release } from "../recording.ts";
import { isAtLeast } from "../../src/lib/version.ts";

const READ = new Set([
  "status",
  "sessions.list",
  "sessions.usage",
  "sessions.describe",
  "sessions.subscribe",
  "chat.history",
  "logs.tail",
  "models.list",
  "models.authStatus",
  "config.get",
  "config.schema.lookup",
  "agents.list",
  "last-heartbeat",
]);
const WRITE = new Set(["chat.send", "chat.abort", "agent", "agent.wait"]);

/** The scope a method asks for. What a release does not know counts as dangerous, so it asks for admin. */
export function scopeFor(method: string, known: ReadonlySet<string>, version: string): string | null {
  if (method === "health") return null;
  if (method.startsWith("device.pair.")) return "operator.pairing";
  if (!known.has(method)) return "operator.admin";
  if (READ.has(method)) return "operator.read";
  if (WRITE.has(method)) return "operator.write";
  if (!isAtLeast(version, "2026.8.1")) return "operator.admin";
  if (method === "config.schema") return "operator.read";
  return method === "sessions.patch" ? "operator.write" : "operator.admin";
}

/** Admin may do everything; who may write may read. */
export function holds(scopes: readonly string[], wanted: string | null): boolean {
  if (wanted === null || scopes.includes("operator.admin") || scopes.includes(wanted)) return true;
  return wanted === "operator.read" && scopes.includes("operator.write");
}

export const missingScope = (release: Release, scope: string): Answer =>
  refuse(retellError(release.errors["missing-scope"], { "operator.admin": scope }));

/** Events that only some connections may hear; newer releases guard the conversation too. */
export function mayHear(event: string, scopes: readonly string[], version: string): boolean {
  if (event.startsWith("device.pair.")) return holds(scopes, "operator.pairing");
  const conversation = event === "agent" || event === "chat";
  return !conversation || !isAtLeast(version, "2026.4.1") || holds(scopes, "operator.read");
}
