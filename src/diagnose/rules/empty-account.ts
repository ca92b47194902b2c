import { defineCause } from "../cause.ts";
import { leadWith, probe } from "../commands.ts";

export const emptyAccount = defineCause({
  id: "empty-account",
  reasons: ["empty-account"],
  severity: "critical",
  title: (provider) => `The account of ${provider} is empty`,
  why: ["It has no credit left, or its spending limit is reached; the provider refuses until that changes."],
  next: (provider, snapshot) => [
    "Add credit at the provider. The gateway may leave the account alone for some hours after that; to ask it now, run on its host: ",
    probe(provider),
    ".",
    ...leadWith(provider, snapshot),
  ],
});
