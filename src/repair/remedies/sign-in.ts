import { code } from "../../core/card.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
import { loginOf } from "../run/sign-in.ts";
import { isDiagnosed, primariesOf } from "./shared.ts";

/** The login itself is refused: nothing in the configuration can mend that, and scopes must not be touched. */
export const signIn: Remedy = {
  id: "sign-in",
  propose(examination) {
    const provider = findProvider(examination);
    if (provider === null) return null;
    const proves = primariesOf(examination, provider);
    if (examination.signIns.includes(provider) && proves.length > 0)
      return {
        kind: "sign-in",
        title: `Sign in to ${provider} anew`,
        why: [
          "The provider refuses the login on the right route. The gateway gives a code that you enter on the provider's page, with the account it should use.",
        ],
        provider,
        proves,
      };
    return {
      kind: "instruct",
      title: "Log in again on the gateway host",
      why: [
        "The provider refuses the login on the right route, so the configuration is right and stays as it is. Do not add scopes to the login: that breaks it altogether. ",
        "Afterwards send one message and look at ",
        code("/model-status"),
        ".",
      ],
      commands: [loginOf(provider)],
    };
  },
};

/** Whose login it is; null where it is none's. */
function findProvider(examination: Examination): string | null {
  if (isDiagnosed(examination, "sign-in-rejected")) return examination.snapshot.release.chatgpt.provider;
  const found = examination.diagnoses.find(({ rule }) => rule === "spent-refresh-token" || rule === "login-expired");
  return found === undefined
    ? null
    : (found.about?.[0]?.model.provider ?? examination.snapshot.release.chatgpt.provider);
}
