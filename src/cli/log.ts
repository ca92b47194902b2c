import type { Writable } from "node:stream";
import { clear, hideIn } from "./log/hide.ts";
import { SILENT, type Log } from "../core/log.ts";

/** JSON lines through pino, which is only loaded when something is to be logged. No line holds a secret. */
export async function createLog(level: string, to: Writable): Promise<Log> {
  if (level === "silent") return SILENT;
  const { pino } = await import("pino");
  const log: Log = pino(
    {
      level,
      base: null,
      formatters: { log: (fields) => hideIn(fields) },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(given, method) {
          return Reflect.apply(
            method,
            this,
            given.map((one) => (typeof one === "string" ? clear(one) : one)),
          );
        },
      },
    },
    to,
  );
  return log;
}
