/** One figure, and what it is held against: a floor or a peer that was measured in the same run. */
export interface Row {
  readonly what: string;
  readonly value: string;
  readonly against: string;
  readonly ratio: string;
}

const show = (value: number, unit: string): string =>
  `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;

export const row = (what: string, value: number, unit: string, against: string, peer: number): Row => ({
  what,
  value: show(value, unit),
  against: `${against}: ${show(peer, unit)}`,
  ratio: peer > 0 ? (value / peer).toFixed(value / peer >= 0.1 ? 2 : 3) : "-",
});

/** Milliseconds that the middle one of several rounds takes. */
export const middleOf = (rounds: number, work: () => Promise<void>): Promise<number> =>
  middleBy(() => performance.now(), rounds, work);

/** Milliseconds of the processor that the middle one of several rounds takes, in all threads of this process. */
export const middleUse = (rounds: number, work: () => Promise<void>): Promise<number> =>
  middleBy(
    () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
    rounds,
    work,
  );

const middleBy = async (clock: () => number, rounds: number, work: () => Promise<void>): Promise<number> =>
  quantile(await timesOf(rounds, work, clock), 0.5);

/** What each of several rounds takes. */
export async function timesOf(
  rounds: number,
  work: () => Promise<void>,
  clock: () => number = () => performance.now(),
): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = clock();
    await work();
    took.push(clock() - start);
  }
  return took;
}

/** The value below which so large a part of all lies: 0.5 is the middle one. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

export function writeTable(rows: readonly Row[]): string {
  const cells = [
    ["what", "measured", "against", "ratio"],
    ...rows.map(({ what, value, against, ratio }) => [what, value, against, ratio]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
