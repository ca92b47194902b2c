/** How a release cuts the log for a reader. */
export interface TailHabits {
  /** Whether it admits that `limit` dropped lines, and how many bytes `maxBytes` skipped (2026.9). */
  readonly admitsCuts: boolean;
}

interface TailQuery {
  readonly cursor?: number | undefined;
  readonly limit?: number | undefined;
  readonly maxBytes?: number | undefined;
}

interface TailReply {
  readonly file: string;
  readonly cursor: number;
  readonly size: number;
  readonly lines: readonly string[];
  readonly truncated: boolean;
  readonly reset: boolean;
  readonly skippedBytes?: number;
}

export interface LogFile {
  append(line: string): void;
  tail(query: TailQuery): TailReply;
  /** Begins an empty file, as at midnight. */
  roll(): void;
}

const DEFAULT_LIMIT = 500;
const DEFAULT_BYTES = 250_000;

/**
 * The gateway's log as `logs.tail` shows it: byte cursors, the newest `maxBytes` when more is asked for, and of
 * those the newest `limit` lines. A cursor beyond the end means another file: `reset`, and the tail again.
 */
export function createLogFile(name: string, habits: TailHabits): LogFile {
  let bytes = Buffer.alloc(0);
  return {
    append(line) {
      bytes = Buffer.concat([bytes, Buffer.from(`${line}\n`)]);
    },
    roll() {
      bytes = Buffer.alloc(0);
    },
    tail: (query) => ({ file: name, ...readTail(bytes, query, habits) }),
  };
}

function readTail(bytes: Buffer, query: TailQuery, habits: TailHabits): Omit<TailReply, "file"> {
  const { cursor, limit = DEFAULT_LIMIT, maxBytes = DEFAULT_BYTES } = query;
  const size = bytes.length;
  const earliest = Math.max(0, size - maxBytes);
  const beyond = cursor !== undefined && cursor > size;
  const wanted = cursor === undefined || beyond ? earliest : cursor;
  const start = Math.max(wanted, earliest);
  const skipped = start - wanted;
  const lines = linesFrom(bytes, start);
  const cut = habits.admitsCuts && lines.length > limit;
  const fromTail = cursor === undefined || beyond;
  return {
    cursor: size,
    size,
    lines: lines.slice(-limit),
    truncated: skipped > 0 || (fromTail && earliest > 0) || cut,
    reset: beyond || skipped > 0,
    ...(habits.admitsCuts && skipped > 0 ? { skippedBytes: skipped } : {}),
  };
}

/** Whole lines only: what is left of a line whose beginning was cut away is dropped. */
function linesFrom(bytes: Buffer, start: number): readonly string[] {
  const lines = bytes.subarray(start).toString("utf8").split("\n");
  const broken = start > 0 && bytes[start - 1] !== "\n".charCodeAt(0);
  return (broken ? lines.slice(1) : lines).filter((line) => line !== "");
}
