import type { Remedy } from "../../core/plan.ts";
import { isDiagnosed } from "./shared.ts";

export const networkRefusal: Remedy = {
  id: "network",
  propose: (examination) =>
    isDiagnosed(examination, "network-block")
      ? {
          kind: "refuse",
          title: "No configuration change fixes this",
          why: [
            "The provider's protection refuses the gateway's network or address. Try another way out, or ask whoever runs the network.",
          ],
        }
      : null,
};
