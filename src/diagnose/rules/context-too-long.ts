import { code } from "../../core/card.ts";
import { defineCause } from "../cause.ts";

export const contextTooLong = defineCause({
  id: "context-too-long",
  reasons: ["context-too-long"],
  severity: "warning",
  title: (provider) => `A conversation is too long for a model of ${provider}`,
  why: ["The provider refuses what does not fit into the model's context."],
  next: () => [
    "In that conversation send ",
    code("/compact"),
    " or ",
    code("/new"),
    "; a model with a larger context helps, too.",
  ],
});
