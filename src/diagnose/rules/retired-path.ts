import { code } from "../../core/card.ts";
import type { FailureReason } from "../../core/failure.ts";
import { say } from "../../words/say.ts";
import { CODEX } from "../routes.ts";
import { defineSignature } from "../signature.ts";

/** What such a page is taken for: a refusal, or a name that cannot be found. */
const ASTRAY: ReadonlySet<FailureReason> = new Set(["forbidden", "blocked", "name-not-found"]);

/** 2026.4.5 to 2026.4.15 build addresses by themselves that the provider has removed. */
export const retiredPath = defineSignature({
  id: "retired-path",
  severity: "critical",
  title: say("routes.retired-path"),
  explanation: say("routes.retired-path.why"),
  next: () => say("routes.retired-path.next", { address: code("https://chatgpt.com/backend-api/codex") }),
  remedy: "codex-transport",
  on: ({ buildsRetiredPath }) => buildsRetiredPath,
  shows: ({ endedBy, reason, model }) => model.provider === CODEX && endedBy === "provider" && ASTRAY.has(reason),
});
