import { DAY, HOUR, MINUTE, SECOND } from "../../core/time.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };
const PART = /(\d+(?:\.\d+)?)(ms|[smhd])?/g;

/** A duration as a configuration of OpenClaw has it (`30m`, `1h30m`; minutes where no unit stands), in milliseconds. */
export function readDuration(text: string): number | null {
  const whole = text.trim().toLowerCase();
  const parts = [...whole.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== whole) return null;
  return parts.reduce((sum, [, count, unit = "m"]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}
