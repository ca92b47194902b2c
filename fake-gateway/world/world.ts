import type { Clock, Instant } from "../../src/core/time.ts";
import { createConfigFile, type ConfigFile } from "./config-file.ts";
import { dialectOf, type Dialect } from "./dialect.ts";
import { JSON_OBJECT, type Json } from "../json.ts";
import { createLogFile, type LogFile } from "./log-file.ts";
import { TURN, type Recording } from "../recording.ts";
import { retellText } from "./retell.ts";
import { recordingFor } from "./route.ts";
import { createSessionBook, type SessionBook } from "./sessions.ts";

export interface WorldOptions {
  readonly recording: Recording;
  /** How the same gateway behaves once its configuration sends the primary model the right way. */
  readonly repaired?: Recording | undefined;
  readonly clock: Clock;
  /** Milliseconds between the newest recorded turn and now. */
  readonly newestTurnAgo: number;
}

/** What a gateway knows and keeps: its configuration, its sessions and its log. */
export interface World {
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly config: ConfigFile;
  readonly sessions: SessionBook;
  readonly log: LogFile;
  /** The recording that the present configuration behaves like. */
  recording(): Recording;
  /** When the process started. */
  startedAt(): Instant;
  /** The latest instant anything was told to have happened. */
  newest(): Instant;
  advance(to: Instant): void;
  restart(): void;
}

/** Opens the world with everything that was recorded, moved so that the newest turn just happened. */
export function createWorld(options: WorldOptions): World {
  const { recording, repaired, clock, newestTurnAgo } = options;
  const dialect = dialectOf(recording.version);
  const config = createConfigFile(recording, dialect, clock);
  const sessions = createSessionBook();
  const log = createLogFile(recording.logFile, { admitsCuts: dialect.admitsLogCuts });
  const end = recording.turns.at(-1)?.endedAt ?? 0;
  const delta = clock() - newestTurnAgo - end;
  const retold = (value: unknown): unknown =>
    JSON.parse(retellText(JSON.stringify(value), end, { move: (recorded) => recorded + delta }));

  const turns = TURN.array().parse(retold(recording.turns));
  const opening = recording.opening.map((line) => retellText(line, end, { move: (recorded) => recorded + delta }));
  for (const line of [...opening, ...turns.flatMap((turn) => turn.lines)]) log.append(line);
  const row = JSON_OBJECT.parse(retold(recording.sessionRow));
  sessions.put({
    ...recording.session,
    updatedAt: Number(row["updatedAt"]),
    row,
    entries: turns.flatMap((turn) => turn.entries),
    patched: {},
    played: { [recording.scenario]: turns.length },
  });

  let startedAt = instantOf(opening[0]) ?? clock();
  let newest = Math.max(end + delta, Number(row["updatedAt"]));
  return {
    dialect,
    clock,
    config,
    sessions,
    log,
    recording: () => recordingFor(config.document(), recording, repaired),
    startedAt: () => startedAt,
    newest: () => newest,
    advance(to) {
      newest = Math.max(newest, to);
    },
    restart() {
      startedAt = clock();
    },
  };
}

/** When a log line was written; null when it does not say. */
export function instantOf(line: string | undefined): Instant | null {
  const parsed: Json = line === undefined ? {} : JSON_OBJECT.parse(JSON.parse(line));
  const at = Date.parse(String(parsed["time"]));
  return Number.isNaN(at) ? null : at;
}
