import { describe, expect, onTestFinished, test } from "vitest";
import { makeFolder } from "../unit/parts/link.ts";
import { HAPPENING } from "../worlds/happening.ts";
import { alarms, verdicts, type Said } from "../worlds/judge.ts";
import { DAY, logFrom, MINUTE, row, turn, type Json, type World } from "../worlds/parts.ts";
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

const TERRA = "openai/gpt-5.6-terra";
const MAIN = "agent:main:main";
const since = Date.now() - 5 * MINUTE;
const answered = (run: string, at: number, api: string) => turn(run, TERRA, at, { more: { api } });
const running = (version: string, later: readonly Json[] = []): World => ({
  version,
  primary: TERRA,
  config: { agents: { defaults: { model: { primary: TERRA } } } },
  sessions: [row(MAIN, "s1", TERRA, since + later.length)],
  history: { [MAIN]: [...answered("before", since, "openai-responses"), ...later] },
  log: [logFrom(since - DAY)],
});

/** Whoever stands at one address is asked again and again with one data folder. */
function startAsking() {
  const folder = makeFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  let port = 0;
  return async (world: World, isElsewhere = false): Promise<Pick<Said, "answers" | "diagnoses">> => {
    await using served = await serveWorld(world, isElsewhere ? 0 : port);
    port = Number(new URL(served.url).port);
    const env = { OPENCLAW_GATEWAY_URL: served.url, OPENCLAW_GATEWAY_TOKEN: "made-up", LOG_LEVEL: "silent" };
    const run = startProcess(["status", "--json"], env, folder.path);
    await run.end;
    const { gateways }: { readonly gateways: readonly Said[] } = JSON.parse(run.printed());
    const [said] = gateways;
    if (said === undefined) throw new Error("nothing was said of the gateway");
    return said;
  };
}

const told = ({ diagnoses }: Pick<Said, "diagnoses">): readonly string[] =>
  diagnoses.map(({ title, explanation }) => `${title}. ${explanation}`);

test("an upgrade is told with what it changed, and the first real answer since", async () => {
  const ask = startAsking();
  expect(told(await ask(running("2026.5.28")))).toEqual([]);
  expect(told(await ask(running("2026.9.6")))).toEqual([
    expect.stringMatching(/^OpenClaw 2026\.9\.6 runs instead of 2026\.5\.28\. .*is the same\. No real answer since\.$/),
  ]);
  const later = answered("after", Date.now(), "openai-completions");
  expect(told(await ask(running("2026.9.6", later)))).toEqual([
    expect.stringMatching(/First answer since: .*asked over openai-completions instead of openai-responses/),
  ]);
});

test("another gateway under the same name begins anew, and that is told", async () => {
  const ask = startAsking();
  await ask(running("2026.5.28"));
  const said = await ask(running("2026.5.28"), true);
  expect(told(said)).toEqual([expect.stringMatching(/^Another gateway stands behind this name\. .*Counts began anew/)]);
  expect(said.answers["7d"]).toBe(1);
});
