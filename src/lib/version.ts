/** OpenClaw's calendar versions, `YYYY.M.P` with an optional `-n`, which is a LATER patch (semver says earlier). */
export interface CalendarVersion {
  readonly parts: readonly [year: number, month: number, patch: number, later: number];
  readonly preview: string | null;
}

const FORM = /^v?(\d{4})\.(\d{1,2})\.(\d{1,3})(?:-(\d+)|-([a-z][\w.]*))?$/i;

/** Null for anything that is not a calendar version, such as the `dev` of a gateway started by hand. */
export function readVersion(text: string): CalendarVersion | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [, year, month, patch, later, preview] = match;
  return { parts: [Number(year), Number(month), Number(patch), Number(later ?? 0)], preview: preview ?? null };
}

/** Negative when `a` is older than `b`. A preview is older than its release. */
export function compareVersions(a: CalendarVersion, b: CalendarVersion): number {
  for (const [index, part] of a.parts.entries()) {
    const difference = part - (b.parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.preview === b.preview) return 0;
  if (a.preview === null) return 1;
  if (b.preview === null) return -1;
  return a.preview.localeCompare(b.preview, "en", { numeric: true });
}

/** Whether `version` is `floor` or later; false when either cannot be read. */
export function isAtLeast(version: string, floor: string): boolean {
  const [a, b] = [readVersion(version), readVersion(floor)];
  return a !== null && b !== null && compareVersions(a, b) >= 0;
}
