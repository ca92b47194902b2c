import { code, type Line } from "../../core/card.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { withPlaceholders } from "../plan/placeholders.ts";
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
    // A placeholder comes back with an undo; a key itself does not.
    const keyed = holdsSecret(withPlaceholders(entry, valueAt(examination.file, PATH)));
    const keeps = keyed && !examination.removesKeys;
    const correct = {
      label: say("remedy.override-correct-step"),
      sets: [...renames, { path: PATH, after: toCorrected(entry) }],
    };
    const remove = (sets: typeof renames) => ({
      label: say("remedy.override-remove-step"),
      sets: [...sets, { path: PATH }],
    });
    // The key in it cannot be put back, so it only goes when that was asked for, and once the right route has proved itself.
    const steps = keeps ? [correct] : keyed ? [correct, remove([])] : [remove(renames)];
    const stale = examination.diagnoses.filter(({ rule }) => rule === "stale-override");
    const retired = renames.length > 0 ? retiredUsers(examination) : [];
    const proves = [...proversOf(examination, "openai", stale), ...retired];
    return (
      disagreement(examination) ?? {
        kind: "change",
        title: keeps ? say("remedy.override-correct") : say("remedy.override-remove"),
        why: [
          keeps
            ? say("remedy.override-correct-why", { entry: code(PATH.join(".")) })
            : say("remedy.override-remove-why", { entry: code(PATH.join(".")) }),
        ],
        steps,
        effects: [...sessionsStay(examination), ...(keyed ? [keeps ? REMOVABLE : LOST] : []), ...provedAside(proves)],
        proves,
      }
    );
  },
};

const REMOVABLE: Line = [say("remedy.override-keeps-key", { argument: code("key=remove") })];
const LOST: Line = [say("remedy.override-loses-key")];

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
