import type { Turn } from "../core/evidence.ts";
import type { Snapshot } from "../core/gateway.ts";
import { formatModel, type ModelRef } from "../core/model.ts";

/**
 * What turns looked like since the settings were read last. A turn that looks as others did before it was judged by
 * the same settings; one that looks otherwise may be the first under others.
 */
export interface Patterns {
  /** Whether a turn looks like none before it. */
  isNew(turns: readonly Turn[]): boolean;
  /** They were judged by these settings. */
  keep(turns: readonly Turn[], settings: Pick<Snapshot, "agents">): void;
}

/** Far more than any gateway's turns have: beyond, all of them look new. */
const MOST = 5_000;

export function createPatterns(): Patterns {
  let settings = "";
  let seen = new Set<string>();
  return {
    isNew: (turns) => turns.some((turn) => !seen.has(toPattern(turn))),
    keep(turns, { agents }) {
      const now = JSON.stringify(agents);
      if (now !== settings || seen.size > MOST) seen = new Set();
      settings = now;
      for (const turn of turns) seen.add(toPattern(turn));
    },
  };
}

const toPattern = ({ agent, answeredBy, selected, judged, wish, witness }: Turn): string =>
  [agent, name(answeredBy), name(selected), judged, wish, witness].join(" ");

const name = (model: ModelRef | null): string => (model === null ? "-" : formatModel(model));
