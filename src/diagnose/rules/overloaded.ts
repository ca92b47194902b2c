import { defineCause } from "../cause.ts";
import { leadWith } from "../commands.ts";

export const overloaded = defineCause({
  id: "overloaded",
  reasons: ["overloaded"],
  severity: "warning",
  title: (provider) => `The servers of ${provider} are overloaded`,
  why: ["The provider has too much to do; nothing is wrong with this gateway. It ends by itself."],
  next: (provider, snapshot) => leadWith(provider, snapshot),
});
