import type { Turn, Witness } from "../core/evidence.ts";
import { completes, formatModel, isIdentical, sameModel, type ModelRef } from "../core/model.ts";
import type { Wishes } from "./circumstances.ts";
import type { Testimony } from "./witness.ts";
import type { TurnTrace } from "./turns.ts";

type Verdict = Pick<Turn, "selected" | "judged" | "wish" | "witness">;

/** Judges the turns of one session one after the other: what it stood on is remembered from turn to turn. */
export interface Judge {
  judge(trace: TurnTrace, answeredBy: ModelRef | null, testimony: Testimony): Verdict;
}

/**
 * An answer is judged by its own run. Differing from the agent's primary proves nothing: without a witness somebody
 * chose the model, or, where none could be, nobody knows.
 */
export function createJudge(session: string, wishes: Wishes): Judge {
  const { release } = wishes;
  const isSame = (a: ModelRef | null, b: ModelRef | null): boolean =>
    a !== null && b !== null && (isIdentical(a, b) || toRoute(a) === toRoute(b));
  const toRoute = (ref: ModelRef): string => formatRoute(ref, release.chatgpt.provider);
  const isOneOf = (model: ModelRef, all: readonly ModelRef[]): boolean =>
    all.some((one) => isSame(model, one) || completes(one, model));
  const set = { heartbeats: wishes.chosenFor(session, true), others: wishes.chosenFor(session, false) };
  const pin = wishes.pinOf(session);
  const heartbeats = wishes.heartbeatOf(session);
  const left = pin?.by === "gateway" ? pin.model : null;
  let stoodOn = release.holdsFallback ? wishes.stoodOn(session) : null;
  const isLed = ({ isHeartbeat }: TurnTrace, answeredBy: ModelRef): boolean =>
    release.leadsHeartbeats &&
    isHeartbeat &&
    stoodOn !== null &&
    heartbeats !== null &&
    !isSame(heartbeats, answeredBy);

  const judgeBy = (trace: TurnTrace, answeredBy: ModelRef | null, { requested, failed }: Testimony): Verdict => {
    const at = trace.lastAt;
    const primaries = wishes.primariesAt(session, at);
    const [primary = null] = primaries;
    const chosen = (trace.isHeartbeat ? set.heartbeats : set.others) ?? (pin?.by === "person" ? pin.model : null);
    const first = requested ?? (answeredBy === null ? chosen : null);
    const wanted = first ?? primary;
    // What the gateway itself set it to is nobody's choice.
    const isChoice = first !== null && !isOneOf(first, primaries) && !isSame(first, stoodOn) && !isSame(first, left);
    const told: Turn["wish"] = isChoice ? "chosen" : primary === null ? "unknown" : "primary";
    if (answeredBy === null) return { selected: wanted, judged: "exhausted", wish: told, witness: null };
    const by = failed.find(({ model }) => !isSame(model, answeredBy))?.witness ?? null;
    if (by !== null && !isSame(requested, answeredBy)) return strayed(by, told, wanted, answeredBy);
    // Whatever it is set to, nothing failed in its run.
    if (primary === null) return isCovered(trace, wishes) ? plain("asked", answeredBy) : plain("unknown", null);
    if (primaries.some((one) => isSame(one, answeredBy))) {
      if (isLed(trace, answeredBy)) return strayed("held", "chosen", heartbeats, answeredBy);
      const asked = plain("asked", answeredBy);
      // Whoever set a session to the primary itself has not asked the agent's chain.
      return pin?.by === "person" && isSame(pin.model, answeredBy) ? { ...asked, wish: "chosen" } : asked;
    }
    if (isSame(chosen, answeredBy)) return plain("chosen", answeredBy);
    if (isSame(stoodOn, answeredBy)) return strayed("held", told, primary, answeredBy);
    if (isSame(left, answeredBy)) return strayed("pin", told, primary, answeredBy);
    return isCovered(trace, wishes) ? plain("chosen", answeredBy) : plain("unknown", null);
  };

  // Heartbeats that are answered by a model of their own leave the session where it stands; their fallbacks hold it. What
  // they are asked does not always tell them from others; that model does.
  const isOfHeartbeats = ({ isHeartbeat }: TurnTrace, { judged, wish, selected }: Verdict): boolean =>
    (judged === "chosen" || judged === "asked") &&
    (wish === "chosen" || isHeartbeat) &&
    (isSame(selected, heartbeats) || completes(heartbeats, selected));

  return {
    judge(trace, answeredBy, testimony) {
      const verdict = judgeBy(trace, answeredBy, testimony);
      if (release.holdsFallback && answeredBy !== null && !isOfHeartbeats(trace, verdict))
        stoodOn = verdict.judged === "fallback" || verdict.judged === "rerouted" ? answeredBy : null;
      return verdict;
    },
  };
}

/** Another model answered than the selected one, by a witness; the same one over another route is no fallback. */
const strayed = (witness: Witness, wish: Turn["wish"], selected: ModelRef | null, answeredBy: ModelRef): Verdict => ({
  selected,
  judged: selected !== null && sameModel(selected, answeredBy) ? "rerouted" : "fallback",
  wish,
  witness,
});

/** What nothing in its run says more of. */
const plain = (judged: "asked" | "chosen" | "unknown", selected: ModelRef | null): Verdict => ({
  selected,
  judged,
  wish: judged === "asked" ? "primary" : judged,
  witness: null,
});

/** Releases since the provider was renamed tell of answers from before under its former name. */
const formatRoute = (ref: ModelRef, present: string): string =>
  formatModel(
    ref.provider === "openai-codex" && present === "openai" ? { ...ref, provider: "openai" } : ref,
  ).toLowerCase();

const isCovered = ({ askedAt }: TurnTrace, { loggedFrom }: Wishes): boolean =>
  loggedFrom !== null && askedAt >= loggedFrom;
