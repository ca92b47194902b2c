import { signIn } from "../commands.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const spentRefreshToken = defineSignature({
  id: "spent-refresh-token",
  severity: "critical",
  title: say("routes.refresh-token"),
  explanation: say("routes.refresh-token.why"),
  next: signIn,
  remedy: "sign-in",
  shows: ({ reason }) => reason === "spent-refresh-token",
});
