import type { Text } from "../../core/card.ts";
import { formatModel, sameModel, type ModelRef } from "../../core/model.ts";
import type { BegunTurn, GatewayAdmin } from "../../core/gateway-admin.ts";
import type { Failure } from "../../core/failure.ts";
import type { Answerer } from "../../core/plan.ts";
import type { LogEntry, TranscriptEntry } from "../../core/record.ts";
import { MINUTE, SECOND, type Instant } from "../../core/time.ts";
import { shorten } from "../../lib/redact.ts";
import { say } from "../../words/say.ts";

/** What asking takes besides the gateway. */
export interface Asking {
  now(): Instant;
  sleep(ms: number): Promise<void>;
  readonly signal: AbortSignal;
}

/** What one question told: the wanted model answered, the gateway did not ask it yet, or it did not answer. */
export type CanaryEnd =
  | { readonly kind: "answered" }
  /** After a refusal a gateway leaves a credential alone for a while: whether it would answer now is not known. */
  | { readonly kind: "resting"; readonly why: Text }
  | { readonly kind: "failed"; readonly why: Text }
  /** The gateway sets no session to that model. */
  | { readonly kind: "unasked"; readonly why: Text };

const QUESTION = "Reply with the one word OK. (A check by the OpenClaw Companion.)";
/** A refused login may be tried several times before the gateway gives the turn up. */
const PATIENCE = 2 * MINUTE;
const LOOK = SECOND / 2;

/**
 * Asks one question in a session of its own, which is removed afterwards, and reads who answered it: from the
 * transcript, and from the log, where newer releases keep what failed before.
 */
export async function askCanary(
  admin: GatewayAdmin,
  session: string,
  { wanted, chosen }: Pick<Answerer, "wanted" | "chosen">,
  asking: Asking,
): Promise<CanaryEnd> {
  const { signal } = asking;
  // Whatever an earlier process left of it.
  await admin.removeSession(session, signal).catch(() => {});
  try {
    const refused = chosen ? await admin.choose(session, wanted, signal) : null;
    if (refused !== null)
      return { kind: "unasked", why: say("repair.unset", { model: formatModel(wanted), why: refused }) };
    // A log that cannot be read tells of no failures; the answering model still counts.
    const from = await admin.log(null, signal).catch(() => null);
    const turn = await admin.say(session, QUESTION, signal);
    const entries = await readToEnd(admin, session, turn, asking);
    if (entries === null) return { kind: "failed", why: say("repair.nobody-in-time", { minutes: PATIENCE / MINUTE }) };
    const page = from === null ? null : await admin.log(from.cursor, signal).catch(() => null);
    return readEnd(entries, page?.entries ?? [], { run: turn.run, session, wanted });
  } finally {
    // What was told stands without this; a session that stays behind is only untidy.
    await admin.removeSession(session, signal).catch(() => {});
  }
}

/** The transcript once the gateway is done with the turn and has written it down; null when that takes too long. */
async function readToEnd(
  admin: GatewayAdmin,
  session: string,
  turn: BegunTurn,
  { now, sleep, signal }: Asking,
): Promise<readonly TranscriptEntry[] | null> {
  const deadline = now() + PATIENCE;
  let looksLeft = 3;
  while (now() < deadline && !signal.aborted) {
    await sleep(LOOK);
    if (!(await turn.isOver(signal))) continue;
    const { entries } = await admin.transcript(session, 50, signal);
    looksLeft -= 1;
    if (looksLeft === 0 || entries.some(({ kind }) => kind === "answered" || kind === "gave-up")) return entries;
  }
  return null;
}

interface Asked {
  readonly run: string;
  readonly session: string;
  readonly wanted: ModelRef;
}

/** What the log says of the wanted model in this turn when it did not answer, oldest first. */
const failuresOf = (log: readonly LogEntry[], { run, wanted }: Asked): readonly Failure[] =>
  log.flatMap((entry) => {
    if ((entry.kind !== "decision" && entry.kind !== "provider-error") || entry.run !== run) return [];
    if (entry.kind === "provider-error") return sameModel(entry.model, wanted) ? [entry.failure] : [];
    return entry.failure !== null && sameModel(entry.candidate, wanted) ? [entry.failure] : [];
  });

/** The log of the oldest releases names the session alone: it tells only of a model that did not answer. */
const errorsOf = (log: readonly LogEntry[], { session }: Asked): readonly Failure[] =>
  log.flatMap((entry) => (entry.kind === "lane-error" && entry.session === session ? [entry.failure] : []));

function readEnd(entries: readonly TranscriptEntry[], log: readonly LogEntry[], asked: Asked): CanaryEnd {
  const { wanted } = asked;
  const model = formatModel(wanted);
  const answer = entries.findLast((entry) => entry.kind === "answered");
  const named = [...entries.flatMap((entry) => toFailure(entry, wanted)), ...failuresOf(log, asked)];
  if (answer?.kind === "answered" && sameModel(answer.model, wanted)) {
    const [first] = named;
    return first === undefined
      ? { kind: "answered" }
      : { kind: "failed", why: quote(say("repair.after-failure", { model }), first) };
  }
  const failures = named.length > 0 ? named : errorsOf(log, asked);
  const [first] = failures;
  if (first !== undefined && failures.every(isResting))
    return { kind: "resting", why: quote(say("repair.in-cooldown", { model }), first) };
  if (answer?.kind === "answered")
    return {
      kind: "failed",
      why: quote(say("repair.other-answered", { answered: formatModel(answer.model), model }), first),
    };
  return {
    kind: "failed",
    why: first === undefined ? say("repair.nobody") : quote(say("repair.failed-again", { model }), first),
  };
}

/** With the words of the failure behind it. */
function quote(what: Text, failure: Failure | undefined): Text {
  if (failure === undefined) return what;
  const { message } = failure;
  return say("repair.quoted", { what, words: message === null ? say("repair.no-reason") : shorten(message, 200) });
}

function toFailure(entry: TranscriptEntry, wanted: ModelRef): readonly Failure[] {
  if (entry.kind === "failed") return sameModel(entry.model, wanted) ? [entry.failure] : [];
  if (entry.kind !== "gave-up") return [];
  return entry.refused.filter(({ model }) => sameModel(model, wanted)).map(({ failure }) => failure);
}

const isResting = ({ local, reason }: Failure): boolean => local && reason === "resting";
