import { isAtLeast } from "../rig/releases.ts";

/** How one test of a real release ended. */
export interface Tried {
  readonly release: string;
  /** Title of a column. */
  readonly what: string;
  readonly passed: boolean;
}

const RELEASE = /\b2026\.\d+\.\d+(?:-[\w.]+)?/;
/** What the files of `test/gateways` try. */
const COLUMNS: Readonly<Record<string, string>> = {
  "status.test.ts": "counts and causes",
  "status-mixture.test.ts": "mixed traffic",
  "status-chosen.test.ts": "chosen models",
  "status-aside.test.ts": "heartbeats, jobs, subagents",
  "retried.test.ts": "endless turns",
  "warnings.test.ts": "warnings",
  "repair.test.ts": "repair and undo",
  "killed.test.ts": "killed midway",
};
const TITLES = Object.values(COLUMNS);
const HEAD = ["OpenClaw", ...TITLES, "last tried"];

/** Null where a test is of no certain release, or of nothing that the page tells. */
export function readTried(file: string, name: string, passed: boolean): Tried | null {
  const what = COLUMNS[file.split("/").at(-1) ?? ""];
  const release = name.match(RELEASE)?.[0];
  return what === undefined || release === undefined ? null : { release, what, passed };
}

/** The page with what was tried now; what was not stays as it was. `today`: `2026-11-29` */
export function updatePage(page: string, tried: readonly Tried[], today: string): string {
  const rows = readRows(page);
  for (const release of new Set(tried.map((one) => one.release))) {
    const old = rows.get(release) ?? [];
    const cells = TITLES.map((what, index) => {
      const own = tried.filter((one) => one.release === release && one.what === what);
      const passed = own.filter((one) => one.passed).length;
      return own.length === 0 ? (old[index] ?? "") : `${passed} of ${own.length}`;
    });
    rows.set(release, [...cells, today]);
  }
  const sorted = [...rows].toSorted(([a], [b]) => (isAtLeast(a, b) ? -1 : 1));
  return writePage(sorted.map(([release, cells]) => [release, ...cells]));
}

/** By release; cells whose columns are no more are left out. */
function readRows(page: string): Map<string, readonly string[]> {
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head = [], , ...body] = rows;
  return new Map(body.map((cells) => [cells[0] ?? "", HEAD.slice(1).map((title) => cells[head.indexOf(title)] ?? "")]));
}

function writePage(rows: readonly (readonly string[])[]): string {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `${[...INTRODUCTION, line(HEAD), rule, ...rows.map(line)].join("\n")}\n`;
}

const INTRODUCTION = [
  "# Releases of OpenClaw",
  "",
  "Written by `COMPATIBILITY=write npm run test:gateways` from what happened with real releases; `OPENCLAW_RIG_RELEASES=2026.6.35,2026.7.35`",
  "chooses others. A cell says how many tests passed of those that were run; an empty one, that nothing was tried. Releases in between are",
  "covered by what differs between generations (`src/core/releases/table.ts`), not by a run of their own.",
  "",
];
