import { z } from "zod";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigView, Include } from "../../core/plan.ts";
import { hideSecrets, hideWrittenSecrets } from "./secrets.ts";

const PROVENANCE = z.object({
  path: z.array(z.string()),
  kind: z.string().catch("unknown"),
  hasSiblingOverrides: z.boolean().catch(true),
  hasArrayAncestor: z.boolean().catch(true),
  targetPath: z.string().optional(),
  targetPaths: z.array(z.string()).optional(),
});
type Provenance = z.infer<typeof PROVENANCE>;

const REPLY = z.object({
  hash: z.string(),
  parsed: z.unknown().optional(),
  resolved: z.unknown().optional(),
  sourceConfig: z.unknown().optional(),
  config: z.unknown().optional(),
  includeProvenance: z.array(PROVENANCE).optional(),
});
const DOCUMENT = z.record(z.string(), z.json());

/** A configuration as somebody may see it. */
export const readDocument = (value: unknown): JsonObject => hideSecrets(DOCUMENT.parse(value));

const first = (...values: readonly unknown[]): unknown => values.find((value) => value !== undefined && value !== null);

const read = (...values: readonly unknown[]): JsonObject => readDocument(first(...values));

/** Reads `config.get`: what applies stands under other names in other releases. */
export function readConfigView(payload: unknown): ConfigView {
  const reply = REPLY.parse(payload);
  const file = hideWrittenSecrets(DOCUMENT.parse(first(reply.parsed, reply.config)));
  const found = includesIn(file, []);
  const { includeProvenance: told } = reply;
  return {
    hash: reply.hash,
    document: read(reply.sourceConfig, reply.resolved, found.length > 0 ? reply.config : reply.parsed, reply.config),
    file,
    running: read(reply.config, reply.resolved, reply.parsed),
    keepsIncludes: told !== undefined,
    includes: told === undefined ? found : told.map((one) => toInclude(one, told)),
  };
}

/** Releases that do not tell what is included copy it into the main file when they write. */
function includesIn(value: Json, path: readonly string[]): readonly Include[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => includesIn(item, path));
  if (!isObject(value)) return [];
  const { $include: named } = value;
  const files = [named].flat().filter((file) => typeof file === "string");
  const here = files.length > 0 ? [{ path, files, writable: false }] : [];
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => includesIn(inner, [...path, key]))];
}

const filesOf = ({ targetPath, targetPaths }: Provenance): readonly string[] =>
  targetPaths ?? (targetPath === undefined ? [] : [targetPath]);

const isSole = ({ kind, hasSiblingOverrides }: Provenance): boolean => kind === "single" && !hasSiblingOverrides;

const isWithin = (outer: readonly string[], inner: readonly string[]): boolean =>
  outer.length <= inner.length && outer.every((key, index) => key === inner[index]);

/** The gateway writes into a file that alone holds one place, and includes nothing itself. */
function toInclude(one: Provenance, all: readonly Provenance[]): Include {
  const files = filesOf(one);
  const others = all.filter((other) => other !== one);
  const isShared = others.some((other) => filesOf(other).some((file) => files.includes(file)));
  // Where the whole configuration is included, nothing is written through.
  const isOfAll = all.some(({ path }) => path.length === 0);
  const isNested = others.some(
    (other) => isWithin(one.path, other.path) || (isWithin(other.path, one.path) && !isSole(other)),
  );
  return {
    path: one.path,
    files,
    writable: isSole(one) && files.length === 1 && !one.hasArrayAncestor && !isShared && !isNested && !isOfAll,
  };
}
