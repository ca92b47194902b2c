import { defineCause } from "../cause.ts";

export const contentFilter = defineCause({
  id: "content-filter",
  reasons: ["content-filter"],
  severity: "warning",
  title: (provider) => `The content filter of ${provider} refuses a request`,
  why: [
    "The provider does not answer what its filter takes exception to. Nothing is broken: other messages go through.",
  ],
  next: () => [],
});
