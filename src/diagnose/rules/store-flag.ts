import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const storeFlag = defineSignature({
  id: "store-flag",
  severity: "critical",
  title: say("routes.store-flag"),
  explanation: say("routes.store-flag.why"),
  next: () => say("routes.store-flag.next"),
  remedy: null,
  shows: ({ reason }) => reason === "store-flag",
});
