import { code, type Line } from "../../core/card.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
import { holdsSecret } from "../plan/secrets.ts";
import { proversOf } from "./proving.ts";
import { renameRetired, retiredUsers } from "./retired.ts";
import { CHATGPT_API, CHATGPT_BASE, disagreement, isDiagnosed, provedAside, sessionsStay } from "./shared.ts";

const PATH = ["models", "providers", "openai"];

/** Since 2026.6.1 the gateway routes ChatGPT logins itself; an entry from before only does harm. */
export const removeOverride: Remedy = {
  id: "remove-override",
  propose(examination) {
    const entry = valueAt(examination.document, PATH);
    if (!isObject(entry) || !(isDiagnosed(examination, "stale-override") || isInTheWay(examination, entry)))
      return null;
    // References to the retired name lead nowhere either: whoever must answer is asked under the new one.
    const renames = isDiagnosed(examination, "legacy-ref") ? renameRetired(examination.document) : [];
    const keyed = holdsSecret(entry);
    const keeps = keyed && !examination.removesKeys;
    const correct = { label: "correct its route", sets: [...renames, { path: PATH, after: toCorrected(entry) }] };
    const remove = (sets: typeof renames) => ({ label: "remove the override", sets: [...sets, { path: PATH }] });
    // The key in it cannot be put back, so it only goes when that was asked for, and once the right route has proved itself.
    const steps = keeps ? [correct] : keyed ? [correct, remove([])] : [remove(renames)];
    const stale = examination.diagnoses.filter(({ rule }) => rule === "stale-override");
    const retired = renames.length > 0 ? retiredUsers(examination) : [];
    const proves = [...proversOf(examination, "openai", stale), ...retired];
    return (
      disagreement(examination) ?? {
        kind: "change",
        title: keeps ? "Correct the leftover override of openai" : "Remove the leftover override of openai",
        why: [
          code(PATH.join(".")),
          keeps
            ? " sends the model away from the ChatGPT backend. It holds a key that nobody could put back, so it stays and is corrected."
            : " sends the model away from the ChatGPT backend. Without it this release chooses the right route for the login by itself.",
        ],
        steps,
        effects: [...sessionsStay(examination), ...(keyed ? [keeps ? REMOVABLE : LOST] : []), ...provedAside(proves)],
        proves,
      }
    );
  },
};

const REMOVABLE: Line = [
  "The key stays in the entry and is not used for these models any more. To remove both instead, ask with ",
  code("key=remove"),
  "; an undo could not bring the key back.",
];
const LOST: Line = [
  "The API key in it goes with it, and an undo cannot bring the key back; the gateway keeps the old file as openclaw.json.bak.",
];

/** Nobody met it yet, because everybody asks for the retired name: renamed, all of them would. */
const isInTheWay = (examination: Examination, { baseUrl, api }: JsonObject): boolean =>
  isDiagnosed(examination, "legacy-ref") &&
  typeof baseUrl === "string" &&
  baseUrl.startsWith("https://api.openai.com/") &&
  api !== CHATGPT_API &&
  !examination.snapshot.providers.some(({ id, hasKey }) => id === "openai" && hasKey) &&
  examination.snapshot.profiles.some(({ mode, provider }) => mode === "oauth" && provider.startsWith("openai"));

function toCorrected(entry: JsonObject): JsonObject {
  const models = Array.isArray(entry["models"]) ? (entry["models"] as readonly Json[]).filter(isObject) : [];
  return {
    ...entry,
    baseUrl: CHATGPT_BASE,
    api: CHATGPT_API,
    // Beside a key, 2026.8 takes every model for one of the key's unless the entry says otherwise.
    auth: "oauth",
    models: models.map((model) => ({ ...model, api: CHATGPT_API, baseUrl: CHATGPT_BASE })),
  };
}
