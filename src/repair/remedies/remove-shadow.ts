import { code } from "../../core/card.ts";
import { valueAt } from "../../core/json.ts";
import type { Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { holdsSecret } from "../plan/secrets.ts";
import { primariesOf } from "./proving.ts";
import { CODEX, isDiagnosed } from "./shared.ts";

const PATH = ["models", "providers", CODEX];

/** From 2026.4.20 to 2026.5.28 a right entry only hides the release's own prices and limits, and blocks an upgrade. */
export const removeShadow: Remedy = {
  id: "remove-shadow",
  propose(examination) {
    const entry = valueAt(examination.document, PATH);
    const isShadow = examination.snapshot.release.codexEntry === "hides-prices" && entry !== undefined;
    // A key that went with it could not be put back, and nothing is wrong that would be worth it.
    if (!isShadow || holdsSecret(entry) || !isDiagnosed(examination, "upgrade-hazard")) return null;
    const proves = primariesOf(examination, CODEX);
    if (proves.length === 0) return null;
    return {
      kind: "change",
      title: say("remedy.shadow"),
      why: [say("remedy.shadow-why", { entry: code(PATH.join(".")) })],
      steps: [{ label: say("remedy.shadow-step"), sets: [{ path: PATH }] }],
      effects: [],
      proves,
    };
  },
};
