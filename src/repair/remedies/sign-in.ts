import { code } from "../../core/card.ts";
import type { Remedy } from "../../core/plan.ts";
import { isDiagnosed } from "./shared.ts";

/** The login itself is refused: nothing in the configuration can mend that, and scopes must not be touched. */
export const signIn: Remedy = {
  id: "sign-in",
  propose(examination) {
    if (!isDiagnosed(examination, "sign-in-rejected", "spent-refresh-token")) return null;
    const provider = examination.snapshot.release.chatgpt.provider;
    return {
      kind: "instruct",
      title: "Log in again on the gateway host",
      why: [
        "The provider refuses the login on the right route, so the configuration is right and stays as it is. Do not add scopes to the login: that breaks it altogether. ",
        "Afterwards send one message and look at ",
        code("/model-status"),
        ".",
      ],
      commands: [`openclaw models auth login --provider ${provider}`],
    };
  },
};
