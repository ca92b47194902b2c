import { expect, test } from "vitest";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import { HOUR } from "../../../src/core/time.ts";
import { adminOf } from "./bench/process.ts";
import { remedyOf, setRepairs } from "./bench/setting.ts";
import { PRIMARY } from "./bench/world.ts";
import { inEnglish } from "../../parts/in-english.ts";

const retried = (rest: Partial<RetriedTurn> = {}): RetriedTurn => ({
  key: "k",
  session: "agent:main:main",
  agent: "main",
  prompt: "p",
  model: PRIMARY,
  failures: 900,
  exact: false,
  since: 1,
  lastAt: 2,
  over: false,
  ...rest,
});

test.each<[what: string, turns: readonly RetriedTurn[], lines: number]>([
  ["none", [], 0],
  ["one of which nothing says that it ended", [retried()], 1],
  ["two of one agent", [retried(), retried({ key: "l" })], 1],
  ["one that is over", [retried({ over: true })], 0],
])(
  "a plan names runs that are tried again and again, since a restart waits for them: %s",
  async (_what, turns, lines) => {
    const { repairs, world } = await setRepairs({ remedies: [remedyOf(1)], report: { at: HOUR, retried: turns } });
    const found = await repairs.prescribe({ ...adminOf("1", world), gateway: "main" });
    if (found.kind !== "plan") throw new Error(found.kind);
    const told = found.plan.effects.filter((line) => inEnglish(line).includes("tried again and again"));
    expect(told).toHaveLength(lines);
    expect(inEnglish(told)).toMatch(lines === 0 ? /^\[\]$/ : /\/stop/);
  },
);
