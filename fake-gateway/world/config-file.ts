import { createHash } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../src/core/time.ts";
import { changedPaths, leaves, mergePatch, runtimeConfig, shrunkLists } from "./config-merge.ts";
import { inspectConfig, type ConfigIssue } from "./config-rules.ts";
import type { Dialect } from "./dialect.ts";
import { asObject, at, isObject, type Json } from "../json.ts";
import { retellError, type Recording } from "../recording.ts";
import { accept, invalid, invalidParams, refuse, type Answer } from "../door/wire.ts";

const PATCH = z.strictObject({
  raw: z.string().min(1),
  baseHash: z.string().optional(),
  note: z.string().optional(),
  sessionKey: z.string().optional(),
  restartDelayMs: z.number().int().min(0).optional(),
});
const REPLACING_PATCH = PATCH.extend({ replacePaths: z.array(z.string()).optional() });

/** The operator's configuration: one document, read and patched with the gateway's own manners. */
export interface ConfigFile {
  document(): Json;
  read(): Json;
  /** The reply to `config.patch`; an accepted one has changed the document (or found nothing to change). */
  patch(params: unknown): Answer;
}

export function createConfigFile(recording: Recording, dialect: Dialect, clock: Clock): ConfigFile {
  const { config, release } = recording;
  let document: Json = config.document;
  let hash = String(config.shell["hash"]);
  const running = (of: Json): Json => runtimeConfig(of, config.added);
  const rules = { apis: release.apis.allowed, removedApis: dialect.removedApis, bundled: dialect.bundled };

  const write = (merged: Json): void => {
    document = stamp(merged, release.version, clock);
    const digest = createHash("sha256").update(JSON.stringify(document));
    hash = dialect.hash === "hmac" ? `hmac-sha256:v1:${digest.digest("base64url")}` : digest.digest("hex");
  };

  const patch = (params: unknown): Answer => {
    const asked = (dialect.replacesLists ? REPLACING_PATCH : PATCH).safeParse(params);
    if (!asked.success) return invalidParams("config.patch", asked.error);
    const { raw, baseHash, note, replacePaths = [] } = REPLACING_PATCH.parse(asked.data);
    const parsed = parseJson(raw);
    if (baseHash === undefined && !dialect.hashOnlyForChanges) return refuse(release.errors["no-hash"]);
    if (baseHash !== undefined && baseHash !== hash) return refuse(release.errors["stale-hash"]);
    if (parsed === undefined) return refuse(release.errors.unparsable);
    if (!isObject(parsed)) return invalid("config.patch raw must be an object");
    const merged = asObject(mergePatch(document, parsed));
    const changed = changedPaths(document, merged);
    if (changed.length === 0 && dialect.noticesNoChange) return accept(unchanged(running(document)));
    if (baseHash === undefined) return refuse(namePaths(recording, leaves(parsed)));
    const shrunk = dialect.guardsLists
      ? shrunkLists(document, merged).filter((path) => !replacePaths.includes(path))
      : [];
    if (shrunk.length > 0) return invalid(shrunkMessage(shrunk));
    const issues = inspectConfig(merged, rules);
    if (issues.length > 0) return refuse(schemaError(issues, dialect));
    const shown = dialect.patchShows === "document" ? merged : running(merged);
    write(merged);
    return accept({ ...accepted(recording, note ?? null, clock), config: shown, ...told(changed) });
  };

  const unchanged = (config: Json): Json => ({
    ok: true,
    noop: true,
    ...(dialect.hashOnlyForChanges ? { changedPaths: [] } : {}),
    path: recording.config.shell["path"],
    config,
  });
  const told = (changed: readonly string[]): Json =>
    dialect.hashOnlyForChanges ? { hash, changedPaths: changed } : {};

  return {
    document: () => document,
    patch,
    read: () => ({
      ...config.shell,
      hash,
      ...("configRevisionHash" in config.shell ? { configRevisionHash: hash, appliedConfigHash: hash } : {}),
      raw: config.style.raw === "shown" ? JSON.stringify(document, null, 2) : null,
      parsed: document,
      ...Object.fromEntries(
        config.style.copies.map((copy) => [copy, copy === "runtimeConfig" ? running(document) : document]),
      ),
      config: running(document),
    }),
  };
}

/** A gateway notes down that it wrote the file itself. */
function stamp(document: Json, version: string, clock: Clock): Json {
  const touched = { lastTouchedVersion: version, lastTouchedAt: new Date(clock()).toISOString() };
  return { ...document, meta: { ...asObject(document["meta"]), ...touched } };
}

function accepted({ release }: Recording, note: string | null, clock: Clock): Json {
  const payload = { ...asObject(at(release.patch, "sentinel", "payload")), ts: clock(), message: note };
  return { ...release.patch, sentinel: { ...asObject(release.patch["sentinel"]), payload } };
}

function namePaths({ release }: Recording, paths: readonly string[]): ReturnType<typeof retellError> {
  return retellError(release.errors["no-hash"], { "models.providers.openai.baseUrl": paths.join(", ") });
}

function schemaError(
  issues: readonly ConfigIssue[],
  dialect: Dialect,
): { code: string; message: string; details: Json } {
  const spell = (path: string): string => {
    if (path === "") return "<root>";
    return dialect.issues === "bracketed" ? path.replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]") : path;
  };
  const summary = issues.map(({ path, message }) => `${spell(path)}: ${message}`).join("; ");
  const message = dialect.issues === "apart" ? "invalid config" : `invalid config: ${summary}`;
  return { code: "INVALID_REQUEST", message, details: { issues } };
}

const shrunkMessage = (paths: readonly string[]): string =>
  `config.patch would remove entries from array path(s): ${paths.join(", ")}. Pass replacePaths with the exact path(s) ` +
  "when this is intentional, or use config.apply for full-config replacement.";

/** Undefined for what is not JSON. JSON5 beyond JSON is not understood here, although the real gateway does. */
function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
