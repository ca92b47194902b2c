import type { Instant } from "../../src/core/time.ts";
import { asList, asObject, isObject, type Json } from "../json.ts";
import { TURN, type RecordedTurn } from "../recording.ts";
import { idsIn, retellText } from "./retell.ts";

/** Where and when a recorded turn happens this time. */
export interface Telling {
  readonly recordedIn: { readonly key: string; readonly id: string };
  readonly session: { readonly key: string; readonly id: string };
  readonly run: string;
  readonly startsAt: Instant;
  /** 1 at the recorded speed, less when it must fit into less time, 0 when all of it happens at once. */
  readonly rhythm: number;
  readonly question: string;
  readonly newId: () => string;
}

/** The turn as if it happened now: same models, same errors, its own run, ids, instants and question. */
export function tellTurn(turn: RecordedTurn, telling: Telling): RecordedTurn {
  const text = JSON.stringify(turn);
  const { recordedIn, session, startsAt, rhythm } = telling;
  const names = new Map(idsIn(text).map((id) => [id, telling.newId()]));
  names.set(recordedIn.id, session.id).set(turn.run, telling.run).set(recordedIn.key, session.key);
  const move = (recorded: Instant): Instant => startsAt + Math.round((recorded - turn.startedAt) * rhythm);
  const told = TURN.parse(JSON.parse(retellText(text, turn.startedAt, { move, names })));
  return { ...told, entries: told.entries.map((entry) => askedAs(telling.question, entry, telling.newId)) };
}

/** The user's entries ask the new question; ids that are no UUIDs are fresh all the same. */
function askedAs(question: string, entry: Json, newId: () => string): Record<string, unknown> {
  const marks = entry["__openclaw"];
  const marked = isObject(marks) ? { __openclaw: { ...marks, id: newId() } } : {};
  if (entry["role"] !== "user") return { ...entry, ...marked };
  const parts = asList(entry["content"]);
  const content = parts.length > 0 ? parts.map((part) => ({ ...asObject(part), text: question })) : question;
  return { ...entry, ...marked, content };
}
