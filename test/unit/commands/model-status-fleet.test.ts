import { expect, test } from "vitest";
import type { CommandReply } from "../../../src/core/command.ts";
import type { GatewayReport } from "../../../src/core/report.ts";
import { agent } from "../parts/diagnose.ts";
import { ask, AWAY, unreadable } from "../parts/model-status.ts";
import { NOW } from "../parts/ledger-words.ts";
import { agentReport, linesOf, reportOf } from "../parts/report.ts";

const well = (id: string, model = "a/b"): GatewayReport => {
  const one = agentReport({ verdict: "healthy", setting: agent(model, "main"), answering: null });
  const report = reportOf({ id, agents: [one], diagnoses: [], unauthorized: [] });
  const counts = report.counts && { ...report.counts, unknown: { "1h": 0, "24h": 0, "7d": 0 } };
  return { ...report, counts };
};
const brokenAlike = (id: string): GatewayReport => reportOf({ id, agents: [agentReport({ verdict: "failing" })] });
/** Each with a model of its own. */
const broken = (id: string): GatewayReport =>
  reportOf({ id, agents: [agentReport({ setting: agent(`a/${id}`, "main"), verdict: "failing" })] });
const lost = (id: string): GatewayReport => reportOf({ id, agents: [], reading: unreadable("w"), link: AWAY });
const many = <T>(count: number, make: (id: string) => T, letter: string): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(`${letter}${index}`));

/** The gateways that stand on a card, in their order: a heading or a line begins with each. */
const namesOn = ({ card }: CommandReply): readonly string[] =>
  linesOf(card).flatMap((line) => /^([a-z]\d+)(?= · )/.exec(line)?.[1] ?? []);
const countIn = (line = ""): number => Number(/(\d+) answers?/.exec(line)?.[1]);
const ofOps = (id: string): GatewayReport =>
  reportOf({ id, agents: [agentReport({ setting: agent(`a/${id}`, "ops"), verdict: "failing" })] });
const nextOf = ({ card }: CommandReply): Readonly<Record<string, string>> | undefined =>
  card.actions?.find(({ command }) => command === "model-status")?.args;

test("of many gateways the worst stand first, whatever order they were configured in", async () => {
  const all = [well("a0"), lost("b0"), broken("c0"), well("a1"), broken("c1")];
  expect(namesOn(await ask(all))).toEqual(["c0", "c1", "b0", "a0", "a1"]);
});

test("those that are well have a line each, and where they are many those that are alike share one", async () => {
  const few = many(12, well, "a");
  expect(namesOn(await ask(few))).toEqual(few.map(({ id }) => id));
  const lines = linesOf((await ask([...many(20, well, "a"), well("b0", "a/c")])).card);
  expect(lines.filter((line) => line.includes(" · "))).toEqual([
    expect.stringMatching(/^a0, a1, a2 and 17 more · a\/b: /),
    expect.stringMatching(/^b0 · a\/c: /),
  ]);
});

test("a line of several says how many answers all of them had", async () => {
  const one = linesOf((await ask([well("a0"), broken("c0")])).card).find((line) => line.startsWith("a0"));
  const all = linesOf((await ask(many(20, well, "a"))).card).find((line) => line.startsWith("a0"));
  expect(countIn(one)).toBeGreaterThan(0);
  expect(countIn(all)).toBe(20 * countIn(one));
});

test("a fleet has pages, and a button leads from each to the next: together they tell of every gateway once", async () => {
  const all = [...many(14, broken, "c"), ...many(3, well, "a")];
  const seen: string[] = [];
  let args: Readonly<Record<string, string>> | undefined = {};
  for (let page = 1; args !== undefined; page += 1) {
    const reply: CommandReply = await ask(all, args);
    expect(linesOf(reply.card)).toContain(`Page ${page} of 3.`);
    seen.push(...namesOn(reply));
    args = nextOf(reply);
  }
  expect(seen).toEqual(all.map(({ id }) => id));
});

test("what is not on the page is in the first line all the same, and a page too far is the last one", async () => {
  const all = many(14, broken, "c");
  const reply = await ask(all, { page: "99" });
  expect(reply.card.title).toEqual((await ask(all)).card.title);
  expect(namesOn(reply)).toEqual(["c12", "c13"]);
  expect(nextOf(reply)).toBeUndefined();
});

test("a page of one agent leads to the next one of that agent", async () => {
  expect(nextOf(await ask(many(14, ofOps, "c"), { agent: "ops" }))).toEqual({ page: "2", agent: "ops" });
});

test("those with the same trouble share what is said of it, with the sums of what is counted", async () => {
  const all = [...many(4, brokenAlike, "c"), broken("d0"), ...many(3, lost, "b"), well("a0")];
  const { card, private: detail } = await ask(all, {}, true);
  const lines = linesOf(card);
  expect(lines.filter((line) => line.includes(" · "))).toEqual([
    expect.stringMatching(/^c0: .* · 7 more · 1 fine$/),
    expect.stringMatching(/^c0, c1, c2, c3 · OpenClaw /),
    expect.stringMatching(/^d0 · /),
    expect.stringMatching(/^b0, b1, b2 · /),
    expect.stringMatching(/^a0 · /),
  ]);
  expect(lines).toContain("answers 4 8 12");
  expect(lines).toContain("Each of them alone: /model-status c0.");
  expect(lines.filter((line) => line.includes("Each of them alone"))).toHaveLength(2);
  expect(detail && linesOf(detail).filter((line) => line.startsWith("c"))).toHaveLength(1);
});

test("what is done to one of several with the same trouble is told of it alone", async () => {
  const openRepair = { id: "r", state: "applying", since: NOW, by: "Ada", inHand: true } as const;
  const all = many(3, brokenAlike, "c").map((one) => (one.id === "c1" ? { ...one, openRepair } : one));
  const heads = linesOf((await ask(all)).card).filter((line) => /^c\d.* · OpenClaw/.test(line));
  expect(heads).toEqual([expect.stringMatching(/^c0, c2 · /), expect.stringMatching(/^c1 · /)]);
});
