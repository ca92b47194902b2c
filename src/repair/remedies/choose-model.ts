import { code } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import type { Remedy } from "../../core/plan.ts";
import { isDiagnosed } from "./shared.ts";

/** Which model to pay for is the operator's choice, never ours. */
export const chooseModel: Remedy = {
  id: "choose-model",
  propose(examination) {
    if (!isDiagnosed(examination, "unknown-model", "unavailable-model")) return null;
    const known = examination.models.filter(({ provider }) => provider.startsWith("openai")).slice(0, 8);
    return {
      kind: "instruct",
      title: "Choose another model",
      why: [
        "The configured model is not to be had here. ",
        ...(known.length > 0
          ? ["The gateway knows ", code(known.map(formatModel).join(", ")), "."]
          : ["See what the gateway knows with the first command."]),
      ],
      commands: ["openclaw models list", "openclaw models set <provider/model>"],
    };
  },
};
