import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";

export const contentFilter = defineCause({
  id: "content-filter",
  reasons: ["content-filter"],
  severity: "warning",
  title: (provider) => say("causes.content-filter", { provider }),
  why: say("causes.content-filter.why"),
  next: () => [],
});
