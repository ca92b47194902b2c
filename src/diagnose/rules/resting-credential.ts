import { code, when, type Line } from "../../core/card.ts";
import type { Diagnosis, Failing, Rule, RuleInput } from "../../core/diagnosis.ts";
import { login } from "../commands.ts";
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
  const until: Line = untils.length === 0 ? [] : [" until ", when(Math.max(...untils))];
  return {
    rule: "resting-credential",
    severity: "info",
    title:
      disabled === undefined
        ? `The login or key of ${provider} is in cooldown`
        : `The login or key of ${provider} is switched off`,
    explanation: [
      "After a failure",
      ...(why === null ? [] : [" (", code(why), ")"]),
      " the gateway does not use its login or key",
      ...until,
      " and skips its models without asking. It follows from the failure before it, and may be stale: the gateway does not check whether that is over, and a restart does not end it. Signing in again does: ",
      login(provider),
      ".",
    ],
    remedy: "cooldown",
    agents: [...new Set(about.flatMap(({ agent }) => agent ?? []))],
    about,
  };
}
