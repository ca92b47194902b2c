import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import { code } from "../../core/card.ts";
import { CODEX, routeOf } from "../routes.ts";
import { firstOf } from "../signature.ts";

/** Releases up to 2026.7.1 whose `openai-codex` entry sends the ChatGPT login to the public API. */
export const codexWrongTransport: Rule = {
  id: "codex-wrong-transport",
  inspect({ snapshot, failures }) {
    const refused = failures.filter(
      (failure) =>
        failure.model.provider === CODEX &&
        failure.endedBy === "provider" &&
        failure.reason === "unauthorized" &&
        /api\.responses\.write/.test(failure.message ?? "") &&
        routeOf(snapshot, failure.model) !== "chatgpt",
    );
    if (refused.length === 0) return [];
    const agents = [...new Set(refused.flatMap((failure) => failure.agent ?? []))];
    const diagnosis: Diagnosis = {
      rule: "codex-wrong-transport",
      severity: "critical",
      title: "ChatGPT sign-in is sent over the wrong transport",
      explanation: [
        "Requests go to the public OpenAI API, which wants the scope ",
        code("api.responses.write"),
        ". A ChatGPT login never has it, so every request is refused and the fallback answers. Logging in again does not help; the provider entry must point at the ChatGPT backend.",
      ],
      remedy: "codex-transport",
      agents,
      since: firstOf(refused),
    };
    return [diagnosis];
  },
};
