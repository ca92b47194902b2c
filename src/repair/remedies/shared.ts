import type { Examination } from "../../core/plan.ts";
import type { Line } from "../../core/card.ts";
import type { ModelRef } from "../../core/model.ts";
import { isAtLeast } from "../../lib/version.ts";

/** The one base address that is right for every release that takes an override. */
export const CHATGPT_BASE = "https://chatgpt.com/backend-api/codex";
export const CODEX = "openai-codex";
export const CODEX_API = "openai-codex-responses";

export const isBefore = ({ version }: Examination, release: string): boolean =>
  version !== null && !isAtLeast(version, release);
export const isFrom = ({ version }: Examination, release: string): boolean =>
  version !== null && isAtLeast(version, release);

export const isDiagnosed = ({ diagnoses }: Examination, ...rules: readonly string[]): boolean =>
  diagnoses.some(({ rule }) => rules.includes(rule));

/** Agents whose first model comes from a provider, and that model: who must answer after a repair. */
export const primariesOf = (
  { snapshot }: Examination,
  provider: string,
): readonly { agent: string; wanted: ModelRef }[] =>
  snapshot.agents.flatMap(({ id, primary }) =>
    primary?.provider === provider ? [{ agent: id, wanted: primary }] : [],
  );

/** Where an agent's route stands in the configuration: its own entry, or the defaults of all. */
export const DEFAULT_MODEL = ["agents", "defaults", "model"] as const;

/** Releases that keep a session on the fallback it was given; since 2026.8.1 it returns by itself. */
export const sessionsStay = (examination: Examination): readonly Line[] =>
  isFrom(examination, "2026.3.11") && isBefore(examination, "2026.8.1")
    ? [
        [
          "Sessions that the gateway itself set to the fallback may stay there: they are listed afterwards, to be released.",
        ],
      ]
    : [];
