/** Further than this no instant lies, nor any count. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * A value as every database takes it. PostgreSQL takes no character 0 and no halves of one, which SQLite keeps as they
 * come, but not out of JSON.
 */
export function toValue<T>(value: T): T | string | number {
  if (typeof value === "string") return isFine(value) ? value : value.replaceAll("\0", "\u{FFFD}").toWellFormed();
  if (typeof value === "number") return Math.round(Math.min(MOST, Math.max(-MOST, value)));
  return value;
}

const isFine = (text: string): boolean => text.isWellFormed() && !text.includes("\0");
