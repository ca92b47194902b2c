import type { Writable } from "node:stream";
import type { Log } from "../core/log.ts";

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** JSON lines through pino, which is only loaded when something is to be logged. */
export async function createLog(level: string, to: Writable): Promise<Log> {
  if (level === "silent") return SILENT;
  const { pino } = await import("pino");
  const hidden = ["token", "*.token", "authorization", "*.authorization", "password", "*.password"];
  const log: Log = pino({ level, base: null, redact: { paths: hidden, censor: "[hidden]" } }, to);
  return log;
}
