import type { Answerer, Examination, Proposal } from "../../core/plan.ts";
import { code, type Line } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";

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
        title: say("remedy.contradiction"),
        why: [
          say("remedy.contradiction-why", {
            version: version ?? say("remedy.no-version"),
            api: code(CHATGPT_API),
          }),
        ],
      };

/** Releases that keep a session on the fallback it was given; since 2026.8.1 it returns by itself. */
export const sessionsStay = ({ snapshot }: Examination): readonly Line[] =>
  snapshot.release.holdsFallback ? [[say("remedy.sessions-stay")]] : [];

/** What follows where a model is proved that no agent asks first. */
export const provedAside = (proves: readonly Answerer[]): readonly Line[] => {
  const aside = proves.filter(({ chosen = false }) => chosen).map(({ wanted }) => formatModel(wanted));
  return aside.length === 0 ? [] : [[say("remedy.proved-aside", { models: code(aside.join(", ")) })]];
};

/** What follows from `models.mode: "replace"`. */
export const BY_HAND: Line = [say("remedy.by-hand")];
