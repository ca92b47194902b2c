/** Structured log; what pino offers, narrowed. Fields never hold secrets or message text. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** For where nobody reads one. */
export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
