import { code, when } from "../../core/card.ts";
import type { Diagnosis, Failing, Rule, RuleInput } from "../../core/diagnosis.ts";
import { login } from "../commands.ts";
import { say } from "../../words/say.ts";
import { aboutOf } from "../signature.ts";

/** A consequence, never a cause: worth saying because the gateway's own message looks like one, and may outlast it. */
export const restingCredential: Rule = {
  id: "resting-credential",
  inspect(input) {
    const refused = input.failures.filter(({ endedBy, reason }) => endedBy === "gateway" && reason === "resting");
    const { rests = [], snapshot, now } = input;
    const known = snapshot.profiles.filter(({ restsUntil = 0 }) => restsUntil > now);
    const providers = [...refused.map(({ model }) => model.provider), ...rests.map(({ provider }) => provider)];
    return [...new Set([...providers, ...known.map(({ provider }) => provider)])].flatMap((provider) => {
      const own = rests.filter((rest) => rest.provider === provider);
      const untils = [
        ...own.map(({ until }) => until),
        ...known.flatMap((one) => (one.provider === provider ? (one.restsUntil ?? []) : [])),
        ...refused.flatMap(({ model, until }) =>
          model.provider === provider && (until ?? 0) > now ? (until ?? []) : [],
        ),
      ];
      const about = [
        ...aboutOf(refused.filter(({ model }) => model.provider === provider)),
        ...usersOf(provider, input),
      ];
      return about.length === 0 ? [] : [toDiagnosis(provider, { own, untils, about })];
    });
  },
};

/** The models of agents that are asked with it. */
const usersOf = (provider: string, { snapshot }: RuleInput): readonly Failing[] =>
  snapshot.agents.flatMap(({ id, primary, fallbacks }) =>
    [primary, ...fallbacks].flatMap((model) => (model?.provider === provider ? [{ agent: id, model }] : [])),
  );

interface Found {
  readonly own: NonNullable<RuleInput["rests"]>;
  readonly untils: readonly number[];
  readonly about: readonly Failing[];
}

function toDiagnosis(provider: string, { own, untils, about }: Found): Diagnosis {
  const disabled = own.find((rest) => rest.disabled);
  const why = (disabled ?? own[0])?.said ?? null;
  return {
    rule: "resting-credential",
    severity: "info",
    title: disabled === undefined ? say("causes.resting", { provider }) : say("causes.disabled", { provider }),
    explanation: [
      say("causes.resting.why", {
        named: why === null ? "no" : "yes",
        said: code(why ?? ""),
        ends: untils.length === 0 ? "no" : "yes",
        until: when(Math.max(0, ...untils)),
      }),
    ],
    next: [say("causes.resting.next", { command: login(provider) })],
    remedy: "cooldown",
    agents: [...new Set(about.flatMap(({ agent }) => agent ?? []))],
    about,
  };
}
