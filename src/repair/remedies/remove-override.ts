import { code } from "../../core/card.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { Remedy } from "../../core/plan.ts";
import { CHATGPT_BASE, isDiagnosed, primariesOf, sessionsStay } from "./shared.ts";
import { holdsSecret } from "../secrets.ts";

const PATH = ["models", "providers", "openai"];
const API = "openai-chatgpt-responses";

/** Since 2026.6.1 the gateway routes ChatGPT logins itself; an entry from before only does harm. */
export const removeOverride: Remedy = {
  id: "remove-override",
  propose(examination) {
    const entry = valueAt(examination.document, PATH);
    if (!isDiagnosed(examination, "stale-override") || !isObject(entry)) return null;
    const removal = { label: "remove the override", sets: [{ path: PATH }] };
    const keyed = holdsSecret(entry);
    return {
      kind: "change",
      title: "Remove the leftover override of openai",
      why: [
        code(PATH.join(".")),
        " sends the model away from the ChatGPT backend. Without it this release chooses the right route for the login by itself.",
      ],
      // The key in it cannot be put back, so it only goes once the right route has proved itself.
      steps: keyed
        ? [{ label: "correct its route", sets: [{ path: PATH, after: toCorrected(entry) }] }, removal]
        : [removal],
      effects: [
        ["The gateway need not restart."],
        ...sessionsStay(examination),
        ...(keyed
          ? [
              [
                "The API key in it goes with it, and an undo cannot bring the key back; the gateway keeps the old file as openclaw.json.bak.",
              ],
            ]
          : []),
      ],
      proves: primariesOf(examination, "openai"),
    };
  },
};

function toCorrected(entry: JsonObject): JsonObject {
  const models = Array.isArray(entry["models"]) ? (entry["models"] as readonly Json[]).filter(isObject) : [];
  return {
    ...entry,
    baseUrl: CHATGPT_BASE,
    api: API,
    // Beside a key, 2026.8 takes every model for one of the key's unless the entry says otherwise.
    auth: "oauth",
    models: models.map((model) => ({ ...model, api: API, baseUrl: CHATGPT_BASE })),
  };
}
