import { code } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";

export const contextTooLong = defineCause({
  id: "context-too-long",
  reasons: ["context-too-long"],
  severity: "warning",
  title: (provider) => say("causes.context", { provider }),
  why: say("causes.context.why"),
  next: () => [say("causes.context.next", { compact: code("/compact"), fresh: code("/new") })],
});
