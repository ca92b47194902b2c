import type { Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { isDiagnosed } from "./shared.ts";

export const networkRefusal: Remedy = {
  id: "network",
  propose: (examination) =>
    isDiagnosed(examination, "network-block")
      ? {
          kind: "refuse",
          title: say("plan.nothing-fixes"),
          why: [say("remedy.network-why")],
        }
      : null,
};
