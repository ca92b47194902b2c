import type { Diagnosis } from "../../core/diagnosis.ts";
import { sameModel, type ModelRef } from "../../core/model.ts";
import type { Answerer, Examination } from "../../core/plan.ts";

/** Agents whose first model comes from a provider, and that model: who must answer after a repair. */
export const primariesOf = ({ snapshot }: Pick<Examination, "snapshot">, provider: string): readonly Answerer[] =>
  snapshot.agents.flatMap(({ id, primary }) =>
    primary?.provider === provider ? [{ agent: id, wanted: primary }] : [],
  );

/** The agents that a provider leads; where it leads none, those that fall back to it, each with the first such model. */
export function usersOf(examination: Pick<Examination, "snapshot">, provider: string): readonly Answerer[] {
  const primaries = primariesOf(examination, provider);
  if (primaries.length > 0) return primaries;
  return examination.snapshot.agents.flatMap(({ id, fallbacks }) => {
    const wanted = fallbacks.find((one) => one.provider === provider);
    return wanted === undefined ? [] : [{ agent: id, wanted, chosen: true } as const];
  });
}

/**
 * Who must answer once the route of a provider is right: the agents it leads. Where none of those is what failed, the
 * models that did as well, each once, in a session that is set to it.
 */
export function proversOf(
  examination: Pick<Examination, "snapshot">,
  provider: string,
  diagnoses: readonly Pick<Diagnosis, "about">[],
): readonly Answerer[] {
  const primaries = primariesOf(examination, provider);
  const failing = diagnoses.flatMap(({ about = [] }) => about).filter(({ model }) => model.provider === provider);
  if (primaries.some(({ wanted }) => failing.some(({ model }) => sameModel(model, wanted)))) return primaries;
  const distinct = failing.filter(
    ({ model }, index) => index === failing.findIndex((other) => sameModel(other.model, model)),
  );
  return [
    ...primaries,
    ...distinct.flatMap(({ agent, model }): readonly Answerer[] => {
      const asks = agent ?? findAsking(examination, model);
      return asks === undefined ? [] : [{ agent: asks, wanted: model, chosen: true }];
    }),
  ];
}

/** Whose chain names a model; else whoever there is. */
const findAsking = ({ snapshot: { agents } }: Pick<Examination, "snapshot">, model: ModelRef): string | undefined =>
  (agents.find(({ fallbacks }) => fallbacks.some((one) => sameModel(one, model))) ?? agents[0])?.id;

/** Whether only models prove it that no agent asks first: what an agent asks first is mended before. */
export const isAside = (proves: readonly Answerer[]): boolean => proves.every(({ chosen = false }) => chosen);
