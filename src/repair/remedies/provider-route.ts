import { code, type Line } from "../../core/card.ts";
import type { RightRoute } from "../../core/diagnosis.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { Answerer, ConfigChange, Examination, Proposal, Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { isAside, proversOf } from "./proving.ts";
import { BY_HAND, provedAside, sessionsStay } from "./shared.ts";

/** Corrects where the entry of any provider sends its requests, and over which api: as its diagnosis says. */
export const providerRoute: Remedy = {
  id: "provider-route",
  command: "fix-route",
  propose(examination) {
    const found = examination.diagnoses.flatMap((diagnosis): readonly Found[] => {
      const { right, about = [] } = diagnosis;
      const models = about.map(({ model }) => model.model);
      const entry = right && valueAt(examination.document, ["models", "providers", right.provider]);
      if (!right || !isObject(entry)) return [];
      const proves = proversOf(examination, right.provider, [diagnosis]);
      return proves.length === 0 ? [] : [{ right, entry, models, proves }];
    });
    // One provider after the other, what agents ask first before what they fall back to.
    const next = found.find(({ proves }) => !isAside(proves)) ?? found[0];
    return next === undefined ? null : propose(examination, next);
  },
};

interface Found {
  readonly right: RightRoute;
  readonly entry: JsonObject;
  /** The models that fail. */
  readonly models: readonly string[];
  readonly proves: readonly Answerer[];
}

function propose(examination: Examination, found: Found): Proposal {
  const { provider, baseUrl, api } = found.right;
  const refusal = refuse(examination, api);
  if (refusal !== null) return isAside(found.proves) ? { ...refusal, aside: true } : refusal;
  const overrules = mustOverrule(examination, found);
  return {
    kind: "change",
    title: say("remedy.route", { provider }),
    why: [say("remedy.route-why", { provider: code(provider), address: code(baseUrl), api: code(api) })],
    steps: [{ label: say("remedy.route-step"), sets: [...toSets(found), ...(overrules ? [MODE] : [])] }],
    effects: [
      ...sentElsewhere(found),
      ...sessionsStay(examination),
      ...(overrules ? [BY_HAND] : []),
      ...provedAside(found.proves),
    ],
    proves: found.proves,
    ...(typeof found.entry["api"] !== "string" && examination.snapshot.release.diesOfMissingApi && { fragile: true }),
  };
}

type Refusal = Extract<Proposal, { kind: "refuse" }>;

const refused = (...why: Line): Refusal => ({ kind: "refuse", title: say("remedy.route-refused"), why });

/** The diagnosis and the gateway's own schema must agree. */
function refuse({ snapshot, apis, version }: Examination, api: string): Refusal | null {
  if (!snapshot.release.certain || apis === null) return refused(say("remedy.unknown-release"));
  return apis.includes(api)
    ? null
    : refused(
        say("remedy.route-api-unknown", {
          version: version === null ? say("remedy.unknown-version") : code(version),
          api: code(api),
        }),
      );
}

const MODE = { path: ["models", "mode"], after: "replace" };

/** Up to 2026.3.7 a generated models.json keeps the address it has, unless the configuration is told to replace it. */
const mustOverrule = ({ snapshot, document }: Examination, { entry, right }: Found): boolean =>
  snapshot.release.heedsModelsJson && entry["baseUrl"] !== right.baseUrl && valueAt(document, MODE.path) !== MODE.after;

/** Whoever's key it is should know who sees it. */
function sentElsewhere({ entry, right }: Found): readonly Line[] {
  const { baseUrl } = entry;
  const [from, to] = [typeof baseUrl === "string" ? hostOf(baseUrl) : null, hostOf(right.baseUrl)];
  return from === null || from === to
    ? []
    : [[say("remedy.route-elsewhere", { to: code(to ?? right.baseUrl), from: code(from) })]];
}

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/** The address and the api alone: whatever else stands in the entry, a key among it, is not touched. */
function toSets({ entry, right, models }: Found): readonly Omit<ConfigChange, "before">[] {
  const path = ["models", "providers", right.provider];
  const rows: readonly Json[] = Array.isArray(entry["models"]) ? entry["models"] : [];
  const after = rows.map((row) => (isObject(row) && isAstray(row, entry, models) ? correct(row, right) : row));
  const isOfRowsAlone = models.length > 0 && models.every((id) => rows.some((row) => isWhole(row, id)));
  return [
    ...(isOfRowsAlone
      ? []
      : [
          { path: [...path, "baseUrl"], after: keepSignIn(right.baseUrl, entry["baseUrl"]) },
          { path: [...path, "api"], after: right.api },
        ]),
    ...(rows.length > 0 ? [{ path: [...path, "models"], after }] : []),
  ];
}

/** Who signs in within an address, and with what behind it, goes on to at the same host. */
function keepSignIn(right: string, now: Json | undefined): string {
  if (typeof now !== "string" || hostOf(now) !== hostOf(right)) return right;
  const [, who = "", query = ""] = /^[^/]*:\/\/([^/?#]*@)?[^?#]*(\?[^#]*)?/.exec(now) ?? [];
  return `${right.replace("://", () => `://${who}`)}${query}`;
}

/** A row with a route of its own: the entry's is not used for it. */
const isWhole = (row: Json, id: string): boolean =>
  isObject(row) && row["id"] === id && row["api"] !== undefined && row["baseUrl"] !== undefined;

/** Rows that fail, and those into which a release wrote what stands in the entry. */
function isAstray(row: JsonObject, entry: JsonObject, models: readonly string[]): boolean {
  const { id, api, baseUrl } = row;
  if (api === undefined && baseUrl === undefined) return false;
  if (typeof id === "string" && models.includes(id)) return true;
  return (api === undefined || api === entry["api"]) && (baseUrl === undefined || baseUrl === entry["baseUrl"]);
}

const correct = (row: JsonObject, { api, baseUrl }: RightRoute): JsonObject => ({
  ...row,
  ...(row["api"] !== undefined && { api }),
  ...(row["baseUrl"] !== undefined && { baseUrl: keepSignIn(baseUrl, row["baseUrl"]) }),
});
