import { setImmediate } from "node:timers/promises";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type SqliteDatabase,
} from "kysely";

/** Whose turn it is with the one connection there is. */
export interface Turns {
  /** Resolves when it is the caller's turn, first come, first served. */
  begin(): Promise<void>;
  end(): void;
}

/** SQLite works on the main thread: after so many milliseconds everything else gets a turn. */
const SLICE = 10;

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  let rested = performance.now();
  return {
    async begin() {
      if (isTaken) await new Promise<void>((resolve) => void waiting.push(resolve));
      isTaken = true;
      if (performance.now() - rested < SLICE) return;
      await setImmediate();
      rested = performance.now();
    },
    end() {
      const next = waiting.shift();
      if (next) next();
      else isTaken = false;
    },
  };
}

/** Has a turn of its own for some work. */
export async function during<T>(turns: Turns, work: () => Promise<T>): Promise<T> {
  await turns.begin();
  try {
    return await work();
  } finally {
    turns.end();
  }
}

/** Called when a turn begins; what it gives, before it ends. */
export type WatchTurn = () => () => Promise<void>;

/**
 * Kysely's dialect with turns of our own: its own lock wakes everybody who waits each time one is done, and a thousand
 * gateways wait.
 */
export class TurnsDialect extends SqliteDialect {
  readonly #parts: Parts;
  constructor(parts: Parts) {
    super({ database: parts.database });
    this.#parts = parts;
  }
  override createDriver(): Driver {
    return new TurnsDriver(this.#parts);
  }
  override createAdapter(): DialectAdapter {
    return new TurnsAdapter();
  }
}

interface Parts {
  readonly database: SqliteDatabase;
  readonly turns: Turns;
  readonly watch: WatchTurn;
}

class TurnsDriver extends SqliteDriver {
  readonly #parts: Parts;
  #settle = (): Promise<void> => Promise.resolve();
  constructor(parts: Parts) {
    super({ database: parts.database });
    this.#parts = parts;
  }
  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#parts.turns.begin();
    try {
      this.#settle = this.#parts.watch();
      return await super.acquireConnection();
    } catch (error) {
      this.#parts.turns.end();
      throw error;
    }
  }
  /** Whoever looks first and then writes would else fail where another process wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
  override async releaseConnection(): Promise<void> {
    try {
      await this.#settle();
    } finally {
      this.#parts.turns.end();
    }
  }
  override destroy(): Promise<void> {
    return during(this.#parts.turns, () => super.destroy());
  }
}

class TurnsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
