import { code } from "../../core/card.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { Diagnosis } from "../../core/diagnosis.ts";
import type { Answerer, Examination, Proposal, Remedy } from "../../core/plan.ts";
import type { RuleId } from "../../core/rules.ts";
import { say } from "../../words/say.ts";
import { isAside, proversOf } from "./proving.ts";
import { BY_HAND, CHATGPT_BASE, CODEX, CODEX_API, isDiagnosed, provedAside, sessionsStay } from "./shared.ts";

const PATH = ["models", "providers", CODEX] as const;
const CAUSES = new Set<RuleId>(["codex-wrong-transport", "unknown-model", "partial-override", "retired-path"]);

/** Adds or corrects the `openai-codex` entry so that the ChatGPT login goes to the ChatGPT backend. */
export const codexTransport: Remedy = {
  id: "codex-transport",
  propose(examination) {
    // What has a right route in its diagnosis is about another provider.
    const own = examination.diagnoses.filter(({ rule, right }) => right === undefined && CAUSES.has(rule));
    // Where the provider is retired, its references are what is wrong.
    if (own.length === 0 || isDiagnosed(examination, "legacy-ref")) return null;
    return proposeTransport(examination, own, false);
  },
};

/** The same, and the configuration overrules an old models.json. */
export const codexTransportReplace: Remedy = {
  id: "codex-transport-replace",
  propose(examination) {
    const own = examination.diagnoses.filter(({ rule }) => rule === "stale-models-json");
    return own.length === 0 ? null : proposeTransport(examination, own, true);
  },
};

type Refusal = Extract<Proposal, { kind: "refuse" }>;

function proposeTransport(
  examination: Examination,
  diagnoses: readonly Diagnosis[],
  replace: boolean,
): Proposal | null {
  const proves = proversOf(examination, CODEX, diagnoses);
  if (proves.length === 0) return null;
  const refusal = refuse(examination);
  if (refusal) return isAside(proves) ? { ...refusal, aside: true } : refusal;
  const entry = valueAt(examination.document, PATH);
  const mode = valueAt(examination.document, ["models", "mode"]);
  // An effective models.json keeps its old address unless the configuration is told to replace it.
  const wins = replace || knowsFromModelsJson(examination, entry);
  const sets = [
    { path: [...PATH], after: toEntry(proves, isObject(entry) ? entry : {}) },
    ...(wins && mode !== "replace" ? [{ path: ["models", "mode"], after: "replace" }] : []),
  ];
  return {
    kind: "change",
    title: entry === undefined ? say("remedy.codex-add") : say("remedy.codex-correct"),
    why: [say("remedy.codex-why", { address: code(CHATGPT_BASE), api: code(CODEX_API) })],
    steps: [{ label: say("remedy.route-step"), sets }],
    effects: [
      ...sessionsStay(examination),
      [say("remedy.codex-upgrade")],
      ...(wins ? [BY_HAND] : []),
      ...provedAside(proves),
    ],
    proves,
    ...(isDiagnosed(examination, "partial-override") && { fragile: true }),
  };
}

function refuse(examination: Examination): Refusal | null {
  const title = say("remedy.codex-refused");
  if (examination.snapshot.release.codexEntry === "refused")
    return { kind: "refuse", title, why: [say("remedy.codex-not-here")] };
  if (!examination.snapshot.release.certain || examination.apis === null)
    return { kind: "refuse", title, why: [say("remedy.unknown-release")] };
  if (!examination.apis.includes(CODEX_API))
    return { kind: "refuse", title, why: [say("remedy.codex-api-unknown", { api: code(CODEX_API) })] };
  return null;
}

/** gpt-5.4 is listed by releases that do not have it exactly when models.json is in effect. */
function knowsFromModelsJson(examination: Examination, entry: Json | undefined): boolean {
  if (!examination.snapshot.release.heedsModelsJson || entry !== undefined) return false;
  return examination.models.some(({ provider, model }) => provider === CODEX && model === "gpt-5.4");
}

function toEntry(proves: readonly Answerer[], entry: JsonObject): JsonObject {
  const wanted = [...new Set(proves.map((one) => one.wanted.model))];
  const had = Array.isArray(entry["models"]) ? (entry["models"] as readonly Json[]).filter(isObject) : [];
  const models = [
    ...had.map((model) => ({ ...withoutAddress(model), api: CODEX_API })),
    ...wanted.filter((id) => !had.some((model) => model["id"] === id)).map(toModel),
  ];
  return { ...entry, baseUrl: CHATGPT_BASE, api: CODEX_API, models };
}

const withoutAddress = ({ baseUrl: _old, ...model }: JsonObject): JsonObject => model;

/** Published facts of the models; the gateway wants a name for each new one. */
const toModel = (id: string): JsonObject => ({
  id,
  name: id.replace(/^gpt/, "GPT"),
  api: CODEX_API,
  reasoning: true,
  input: ["text", "image"],
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  contextWindow: id === "gpt-5.4" ? 1_050_000 : id.includes("mini") ? 262_144 : 272_000,
  maxTokens: 128_000,
});
