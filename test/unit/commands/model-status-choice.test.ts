import { describe, expect, test } from "vitest";
import { agent, answers } from "../parts/diagnose.ts";
import { ask, AWAY, unreadable } from "../parts/model-status.ts";
import { agentReport, linesOf, reportOf } from "../parts/report.ts";

describe("one of several", () => {
  const two = [
    reportOf({ id: "home", agents: [agentReport({ verdict: "silent-fallback", setting: agent("a/b", "main") })] }),
    reportOf({
      id: "office",
      agents: [
        agentReport({ verdict: "healthy", setting: agent("a/c", "ops"), answering: answers("a/c", false, "ops") }),
      ],
      unauthorized: [],
    }),
  ];

  test("all gateways, where none is named", async () => {
    const lines = linesOf((await ask(two)).card).join("\n");
    expect(lines).toMatch(/^home · /m);
    expect(lines).toMatch(/^office · /m);
  });

  test("one gateway", async () => {
    const { card } = await ask(two, { gateway: "office" });
    expect(card.title).toEqual("office: c answers as configured");
    expect(linesOf(card).join("\n")).not.toMatch(/^home · /m);
  });

  test("one agent: gateways that do not have it are left out", async () => {
    const { card } = await ask(two, { agent: "ops" });
    expect(card.title).toEqual("office: c answers as configured");
    expect(linesOf(card).join("\n")).not.toMatch(/^home · /m);
  });

  test("one agent of a gateway with several", async () => {
    const agents = ["main", "ops"].map((id) =>
      agentReport({ setting: agent("a/b", id), verdict: id === "ops" ? "healthy" : "failing" }),
    );
    const { card } = await ask([reportOf({ agents })], { agent: "ops" });
    expect(card.title).toEqual("main: b answers as configured");
  });

  test("an agent that only a gateway that cannot be read may have", async () => {
    const hidden = reportOf({ id: "away", agents: [], reading: unreadable("w"), link: AWAY });
    const { card } = await ask([...two, hidden], { agent: "ops" });
    expect(card.title).toEqual("away: unreachable · 1 fine");
    expect(linesOf(card).join("\n")).toMatch(/^away · /m);
  });

  test.each([
    [{ agent: "nobody" }, "There is no agent nobody. Known: main, ops."],
    [{ gateway: "home", agent: "ops" }, "There is no agent ops. Known: main."],
  ])("%j does not exist, which is told to the caller alone", async (args, line) => {
    const { card, visibility } = await ask(two, args);
    expect(linesOf(card)).toContain(line);
    expect(visibility).toBe("private");
  });

  test("before anything was read no agent can be called unknown", async () => {
    expect((await ask([reportOf({ agents: [] })], { agent: "ops" })).visibility).toBe("public");
  });
});
