import type { Readable, Writable } from "node:stream";
import type { Clock } from "../core/time.ts";

/** What a subcommand has of the process. Only `main.ts` touches the process itself. */
export interface Shell {
  /** The arguments after the subcommand's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
  /** A person sits at both ends of it. */
  readonly interactive: boolean;
  readonly width: number;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: () => number;
  /** Of the companion. */
  readonly version: string;
  /** Of Node, such as `24.21.0`. */
  readonly node: string;
}

/** Exit codes, as sysexits.h names them where it has one. */
export const EXIT = {
  ok: 0,
  degraded: 1,
  cannotTell: 2,
  usage: 64,
  unavailable: 69,
  software: 70,
  config: 78,
} as const;

export interface Subcommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Resolves to the exit code. */
  run(shell: Shell): Promise<number>;
}

/** Wrong arguments: said in one sentence, with how to call it. */
export class UsageError extends Error {}
