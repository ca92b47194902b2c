import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const missingBearer = defineSignature({
  id: "missing-bearer",
  severity: "critical",
  title: say("routes.missing-bearer"),
  explanation: say("routes.missing-bearer.why"),
  remedy: null,
  shows: ({ reason }) => reason === "missing-bearer",
});
