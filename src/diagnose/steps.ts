import type { Inline } from "../core/card.ts";
import type { Diagnosis } from "../core/diagnosis.ts";
import { sayInTurn } from "../words/sequence.ts";

/** Steps, as a diagnosis has them; no key where there is none. */
export function toNext(steps: readonly (Inline | null)[]): Pick<Diagnosis, "next"> {
  return steps.some((step) => step !== null) ? { next: [sayInTurn(...steps)] } : {};
}
