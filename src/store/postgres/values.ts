import { types, type CustomTypesConfig } from "pg";

const { INT8, NUMERIC } = types.builtins;

/** How values come back. Counts, sums and instants are numbers: all of them whole, and far below 2^53. */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (oid) => (oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, "text")),
};

/** Further than this no instant lies, nor any count. */
const MOST = Number.MAX_SAFE_INTEGER;

/** How values are sent. PostgreSQL takes no character 0 and no halves of one, which SQLite kept as they came. */
export function toValue(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "\u{FFFD}").toWellFormed();
  if (typeof value === "number") return Math.round(Math.min(MOST, Math.max(-MOST, value)));
  return value;
}
