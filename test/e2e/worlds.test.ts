import { describe, expect, test } from "vitest";
import { makeFolder } from "../unit/parts/link.ts";
import { HAPPENING } from "../worlds/happening.ts";
import { alarms, verdicts, type Said } from "../worlds/judge.ts";
import { serveWorld } from "../worlds/serve.ts";
import { startProcess } from "./process.ts";

/** Worlds in which several things happen side by side, each of which could hide another. */
const SIDE_BY_SIDE = [
  "an alias whose model is refused, beside an agent that is well",
  "a person's choice beside a primary that fails",
  "a fallback on 2026.2.26, the oldest release that is supported",
  "a turn that is tried without end, whose beginning has left the page",
  "a subagent that fell back",
];

describe("the program itself says what is so, as a process", () => {
  test.each(SIDE_BY_SIDE)("%s", async (what) => {
    const right = HAPPENING[what];
    if (right === undefined) throw new Error("no such world");
    await using served = await serveWorld(right.world(Date.now()));
    const env = { OPENCLAW_GATEWAY_URL: served.url, OPENCLAW_GATEWAY_TOKEN: "made-up", LOG_LEVEL: "silent" };
    const run = startProcess(["status", "--json"], env, makeFolder().path);
    const exit = await run.end;
    const all: { readonly gateways: readonly Omit<Said, "exit">[] } = JSON.parse(run.printed());
    const [said] = all.gateways;
    if (said === undefined) throw new Error("nothing was said of the gateway");
    const { answers, fallbacks, unauthorized, exhausted } = said;
    expect([answers["7d"], answers.chosen["7d"], fallbacks["7d"], unauthorized["7d"], exhausted["7d"]]).toEqual(
      right.counts,
    );
    expect([exit, verdicts(said)]).toEqual([right.exit, right.verdicts]);
    expect(alarms(said)).toMatch(right.alarm);
  });
});
