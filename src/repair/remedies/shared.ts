import type { Answerer, Examination, Proposal } from "../../core/plan.ts";
import { code, type Line } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";

/** The one base address that is right for every release that takes an override. */
export const CHATGPT_BASE = "https://chatgpt.com/backend-api/codex";
export const CODEX = "openai-codex";
export const CODEX_API = "openai-codex-responses";

export const isDiagnosed = ({ diagnoses }: Pick<Examination, "diagnoses">, ...rules: readonly string[]): boolean =>
  diagnoses.some(({ rule }) => rules.includes(rule));

/** The api of the ChatGPT backend since 2026.6.1. */
export const CHATGPT_API = "openai-chatgpt-responses";

/** What a release from 2026.6.1 on is changed for must be in its own schema too: two witnesses, or nothing is written. */
export const disagreement = ({ version, apis }: Examination): Proposal | null =>
  apis === null || apis.includes(CHATGPT_API)
    ? null
    : {
        kind: "refuse",
        title: "Nothing is changed on a gateway that contradicts itself",
        why: [`It calls itself ${version ?? "nothing"}, but its schema does not know `, code(CHATGPT_API), "."],
      };

/** Releases that keep a session on the fallback it was given; since 2026.8.1 it returns by itself. */
export const sessionsStay = ({ snapshot }: Examination): readonly Line[] =>
  snapshot.release.holdsFallback
    ? [
        [
          "Sessions that the gateway itself set to the fallback may stay there: they are listed afterwards, to be released.",
        ],
      ]
    : [];

/** What follows where a model is proved that no agent asks first. */
export const provedAside = (proves: readonly Answerer[]): readonly Line[] => {
  const aside = proves.filter(({ chosen = false }) => chosen).map(({ wanted }) => formatModel(wanted));
  return aside.length === 0
    ? []
    : [
        [
          "No agent asks ",
          code(aside.join(", ")),
          " first, so the session of the proof is set to it. Where the gateway allows no session that, its own test of the provider must pass; else the change is undone.",
        ],
      ];
};

/** What follows from `models.mode: "replace"`. */
export const BY_HAND: Line = ["Providers that were added by hand to an agent's models.json no longer count."];
