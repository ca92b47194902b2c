import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const missingBearer = defineSignature({
  id: "missing-bearer",
  severity: "critical",
  title: say("routes.missing-bearer"),
  explanation: say("routes.missing-bearer.why"),
  next: () => say("routes.missing-bearer.next"),
  remedy: null,
  shows: ({ reason }) => reason === "missing-bearer",
});
