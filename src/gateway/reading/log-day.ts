import { DAY, HOUR, MINUTE, type Instant } from "../../core/time.ts";

/** A log with a file for each day. */
const BY_DAY = /\d{4}-\d{2}-\d{2}\.log$/;
const OFFSET = /([+-])(\d{2}):(\d{2})$/;

/**
 * When the gateway begins another log file: at the midnight after a line, where it runs. `time` is how the line has it,
 * with the offset of the gateway's zone. Null where the name of the file tells no day, or the line no time.
 */
export function nextFileAt(file: string, time: string): Instant | null {
  const at = Date.parse(time);
  if (!BY_DAY.test(file) || Number.isNaN(at)) return null;
  const [, sign, hours = "0", minutes = "0"] = OFFSET.exec(time) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
  return (Math.floor((at + offset) / DAY) + 1) * DAY - offset;
}
