import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const empty400 = defineSignature({
  id: "empty-400",
  severity: "critical",
  title: say("routes.empty-400"),
  explanation: say("routes.empty-400.why"),
  remedy: null,
  on: ({ sendsWhatIsRefused }) => sendsWhatIsRefused,
  shows: ({ reason }) => reason === "empty-400",
});
