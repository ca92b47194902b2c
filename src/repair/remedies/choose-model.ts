import { code } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import type { Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { isDiagnosed } from "./shared.ts";

/** Which model to pay for is the operator's choice, never ours. */
export const chooseModel: Remedy = {
  id: "choose-model",
  propose(examination) {
    if (!isDiagnosed(examination, "unknown-model", "unavailable-model")) return null;
    const known = examination.models.filter(({ provider }) => provider.startsWith("openai")).slice(0, 8);
    return {
      kind: "instruct",
      title: say("remedy.choose"),
      why: [
        known.length > 0
          ? say("remedy.choose-known", { models: code(known.map(formatModel).join(", ")) })
          : say("remedy.choose-look"),
      ],
      commands: ["openclaw models list", "openclaw models set <provider/model>"],
    };
  },
};
