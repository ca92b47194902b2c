import { setImmediate as nextRound } from "node:timers/promises";
import { z } from "zod";
import { sleep } from "../../src/lib/backoff.ts";
import type { Json } from "../json.ts";
import type { Methods } from "./method.ts";
import { playTurn, type PlayedTurn, type Stage, type TurnRequest } from "../world/play.ts";
import { fullKey } from "../world/sessions.ts";
import { accept, invalidParams, type Answer } from "../door/wire.ts";

const TEXT = z.string().min(1);
const CHAT = z.looseObject({ sessionKey: TEXT, message: TEXT, idempotencyKey: TEXT });
const AGENT = z.looseObject({ message: TEXT, idempotencyKey: TEXT, sessionKey: TEXT.optional() });
const WAIT = z.strictObject({ runId: TEXT, timeoutMs: z.number().int().min(0).optional() });

/** Runs, one after the other, each known by the idempotency key it was asked with. */
export interface Runs {
  readonly methods: Methods;
  play(request: TurnRequest): Promise<PlayedTurn>;
  /** Resolves when every run that was asked for so far is over. */
  idle(): Promise<void>;
}

type Run = { readonly ended: Promise<PlayedTurn>; outcome: PlayedTurn | null };

export function createRuns(stage: Stage): Runs {
  const runs = new Map<string, Run>();
  let queue: Promise<unknown> = Promise.resolve();

  const play = (request: TurnRequest): Promise<PlayedTurn> => {
    // The caller hears that its run has started before anybody hears of the run.
    const ended = queue.then(() => nextRound()).then(() => playTurn(stage, request));
    const run: Run = { ended, outcome: null };
    runs.set(request.run, run);
    queue = ended.then(
      (outcome) => (run.outcome = outcome),
      () => runs.delete(request.run),
    );
    return ended;
  };

  const older = stage.world.dialect.issues === "apart";
  const toFinal = (outcome: PlayedTurn): Answer => finalOf(outcome, older);

  const chatSend = (params: unknown): Answer => {
    const asked = CHAT.safeParse(params);
    if (!asked.success) return invalidParams("chat.send", asked.error);
    const { sessionKey, message, idempotencyKey: runId } = asked.data;
    const known = runs.get(runId);
    if (known) return accept({ runId, status: known.outcome === null ? "in_flight" : "ok" });
    void play({ session: fullKey(sessionKey), run: runId, question: message });
    return accept({ runId, status: "started" });
  };

  const agent = async (params: unknown): Promise<Answer> => {
    const asked = AGENT.safeParse(params);
    if (!asked.success) return invalidParams("agent", asked.error);
    const { message, idempotencyKey: runId, sessionKey = "main" } = asked.data;
    const known = runs.get(runId);
    if (known) return toFinal(await known.ended);
    const key = fullKey(sessionKey);
    const ended = play({ session: key, run: runId, question: message });
    const whose = older ? {} : { sessionKey: key };
    return accept({ runId, ...whose, status: "accepted", acceptedAt: stage.world.clock() }, ended.then(toFinal));
  };

  const wait = async (params: unknown): Promise<Answer> => {
    const asked = WAIT.safeParse(params);
    if (!asked.success) return invalidParams("agent.wait", asked.error);
    const { runId, timeoutMs = 30_000 } = asked.data;
    const late = sleep(timeoutMs, stage.signal).then(() => null);
    const ended = runs.get(runId)?.ended;
    const outcome = await (ended === undefined ? late : Promise.race([ended, late]));
    if (outcome === null) return accept({ runId, status: "timeout" });
    return accept({ runId, ...toEnd(outcome) });
  };

  const idle = async (): Promise<void> => {
    await queue;
  };
  return { play, idle, methods: { "chat.send": chatSend, agent, "agent.wait": wait } };
}

const toEnd = ({ startedAt, endedAt, failure }: PlayedTurn): Json =>
  failure === null ? { status: "ok", startedAt, endedAt } : { status: "error", endedAt, error: failure };

/** The second response of `agent`. An error text delivered to the user counts as completed. */
function finalOf(outcome: PlayedTurn, older: boolean): Answer {
  const { run: runId, session, failure, model, text } = outcome;
  if (failure !== null) {
    const summary = older ? `Error: ${failure}` : failure;
    return {
      ok: false,
      payload: { runId, status: "error", summary },
      error: { code: "UNAVAILABLE", message: summary },
    };
  }
  const meta = {
    durationMs: outcome.endedAt - outcome.startedAt,
    agentMeta: { sessionId: session.id, ...model },
    aborted: false,
  };
  return accept({ runId, status: "ok", summary: "completed", result: { payloads: [{ text, mediaUrl: null }], meta } });
}
