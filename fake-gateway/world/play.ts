import type { Instant } from "../../src/core/time.ts";
import { sleep } from "../../src/lib/backoff.ts";
import { asList, asObject, asText, isObject, JSON_OBJECT, type Json } from "../json.ts";
import type { RecordedTurn, Recording } from "../recording.ts";
import { retellText } from "./retell.ts";
import type { Session } from "./sessions.ts";
import { tellTurn } from "./turn.ts";
import { instantOf, type World } from "./world.ts";

export interface TurnRequest {
  readonly session: string;
  readonly run: string;
  readonly question: string;
  /** Which turn of the recording, counted from 0; by default the next one, and the last one ever after. */
  readonly like?: number | undefined;
}

/** How a played turn ended. */
export interface PlayedTurn {
  readonly run: string;
  readonly session: Pick<Session, "key" | "id">;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly model: { readonly provider: string; readonly model: string } | null;
  /** What was delivered to the user; an error text may be delivered as if it were an answer. */
  readonly text: string;
  /** Why no model answered, in the gateway's words; null when the run counts as completed. */
  readonly failure: string | null;
}

export interface Stage {
  readonly world: World;
  readonly newId: () => string;
  /** `recorded` lets a turn take its time; `instant` tells all of it at once. */
  readonly pace: "recorded" | "instant";
  readonly emit: (event: string, payload: Json) => void;
  readonly signal: AbortSignal;
}

/** Plays one more turn of the recording that the gateway presently behaves like. */
export async function playTurn(stage: Stage, request: TurnRequest): Promise<PlayedTurn> {
  const { world, newId } = stage;
  const recording = world.recording();
  const session = world.sessions.get(request.session) ?? openSession(request.session, recording, newId());
  const turn = chooseTurn(recording, session, request.like);
  const { startsAt, rhythm } = fit(stage);
  const told = tellTurn(turn, {
    recordedIn: recording.session,
    session,
    run: request.run,
    startsAt,
    rhythm,
    question: request.question,
    newId,
  });
  world.sessions.put(session);
  await perform(told, session.key, stage);
  world.advance(told.endedAt);
  closeTurn(world, recording, session.key, told);
  return { ...summarize(told), session: { key: session.key, id: session.id } };
}

const openSession = (key: string, recording: Recording, id: string): Session => {
  const others = "isMain" in recording.sessionRow ? { isMain: false, classification: "direct" } : {};
  return { key, id, updatedAt: 0, row: others, entries: [], patched: {}, played: {} };
};

/** The recorded session goes on where its recording stopped; any other session only knows how it goes by then. */
function chooseTurn(recording: Recording, session: Session, like: number | undefined): RecordedTurn {
  const last = recording.turns.length - 1;
  const next = session.key === recording.session.key ? (session.played[recording.scenario] ?? 0) : last;
  const turn = recording.turns[Math.min(like ?? next, last)];
  if (!turn) throw new Error(`${recording.scenario} has no turn ${like}`);
  return turn;
}

/** Told at once, all of a turn happens now: nothing of it before what was done just before it. */
function fit({ world, pace }: Stage): { startsAt: Instant; rhythm: number } {
  const startsAt = Math.max(world.newest() + 1, world.clock());
  return { startsAt, rhythm: pace === "instant" ? 0 : 1 };
}

async function perform(turn: RecordedTurn, key: string, { world, pace, emit, signal }: Stage): Promise<void> {
  const append = (entry: Json): void => {
    const session = world.sessions.get(key);
    if (session) world.sessions.put({ ...session, entries: [...session.entries, entry] });
  };
  const steps = [
    ...turn.entries.map((entry) => ({ at: Number(entry["timestamp"]), act: () => append(entry) })),
    ...turn.lines.map((line) => ({ at: instantOf(line) ?? turn.startedAt, act: () => world.log.append(line) })),
    ...turn.events.map(({ at, event, payload }) => ({ at, act: () => emit(event, payload) })),
  ].sort((a, b) => a.at - b.at);
  let reached = turn.startedAt;
  for (const step of steps) {
    if (pace === "recorded" && step.at > reached) await sleep(step.at - reached, signal);
    if (signal.aborted) return;
    reached = Math.max(reached, step.at);
    step.act();
  }
}

function closeTurn(world: World, recording: Recording, key: string, turn: RecordedTurn): void {
  const session = world.sessions.get(key);
  if (!session) return;
  const pattern = recording.sessionRow;
  const recordedEnd = Number(pattern["updatedAt"]);
  const names = new Map([[recording.session.id, session.id]]).set(recording.session.key, session.key);
  const lastRun = pattern["lastRunId"];
  if (typeof lastRun === "string") names.set(lastRun, turn.run);
  const move = (recorded: Instant): Instant => recorded - recordedEnd + turn.endedAt;
  const row = JSON_OBJECT.parse(JSON.parse(retellText(JSON.stringify(pattern), recordedEnd, { move, names })));
  const kept =
    "isMain" in session.row ? { isMain: session.row["isMain"], classification: session.row["classification"] } : {};
  const played = { ...session.played, [recording.scenario]: (session.played[recording.scenario] ?? 0) + 1 };
  world.sessions.put({ ...session, row: { ...row, ...kept }, updatedAt: turn.endedAt, played });
}

const GAVE_UP = /^Embedded agent failed before reply: (.*)$/s;

function summarize(turn: RecordedTurn): Omit<PlayedTurn, "session"> {
  const assistant = turn.entries.findLast((entry) => entry["role"] === "assistant");
  const { provider, model } = assistant ?? {};
  const final = turn.events.findLast(({ payload }) => payload["state"] === "final")?.payload["message"];
  return {
    run: turn.run,
    startedAt: turn.startedAt,
    endedAt: turn.endedAt,
    model: typeof provider === "string" && typeof model === "string" ? { provider, model } : null,
    text: textOf(assistant) || textOf(final) || asText(assistant?.["errorMessage"]),
    failure: turn.lines.map(gaveUp).find((why) => why !== null) ?? null,
  };
}

function gaveUp(line: string): string | null {
  const parts = Object.values(JSON_OBJECT.parse(JSON.parse(line)));
  const found = parts
    .map((part) => (typeof part === "string" ? GAVE_UP.exec(part) : null))
    .find((match) => match !== null);
  return found?.[1] ?? null;
}

const textOf = (message: unknown): string =>
  isObject(message)
    ? asList(message["content"])
        .map((part) => asText(asObject(part)["text"]))
        .join("\n")
    : "";
