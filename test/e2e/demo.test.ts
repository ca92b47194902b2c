import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { startProcess } from "./process.ts";

const leftIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("openclaw-companion"));

it("the demo shows the silent fallback to whoever types one line, and leaves nothing behind", async () => {
  const folder = makeFolder();
  const demo = startProcess(["demo"], {}, folder, "/model-status\n");
  expect(await demo.end).toBe(0);
  const [first, second] = demo.printed().split("\n");
  expect(first).toContain("is a recording of a real OpenClaw 2026.3.2");
  expect(second).toContain("Type /model-status");
  expect(demo.printed()).toContain("answers instead of");
  expect(demo.printed()).toContain("openai-codex/gpt-5.3-codex");
  expect(demo.complained()).toBe("");
  expect(leftIn(folder)).toEqual([]);
  expect(existsSync(join(folder, "data"))).toBe(false);
});

it("the demo repairs its recording, and the next turns are answered by the primary", async () => {
  const folder = makeFolder();
  const demo = startProcess(["demo"], {}, folder, "/fix-codex\n1\n/model-status\nexit\n");
  expect(await demo.end).toBe(0);
  const [before, after] = demo.printed().split("Proved: the wanted model answered.");
  expect(before).toContain("(One more turn was played: openai-codex/gpt-5.3-codex answered it.)");
  expect(after).toContain("(One more turn was played: openai-codex/gpt-5.4 answered it.)");
  expect(after).toContain("answers as configured");
  expect(demo.complained()).toBe("");
});

it.each(["SIGINT", "SIGTERM"] as const)("the demo ends cleanly on %s", async (signal) => {
  const folder = makeFolder();
  const demo = startProcess(["demo"], {}, folder);
  await demo.says("Type /model-status");
  demo.kill(signal);
  expect(await demo.end).toBe(0);
  expect(leftIn(folder)).toEqual([]);
});

it("the demo does not wait for the end of a repair when it is told to stop", async () => {
  const demo = startProcess(["demo"], {}, makeFolder());
  demo.type("/fix-codex\n1\n");
  await demo.says("Waiting for the gateway, which restarts");
  demo.kill("SIGINT");
  expect(await demo.end).toBe(0);
  expect(demo.printed()).not.toContain("Proving: one short turn");
  expect(demo.complained()).toBe("");
});

it("the demo keeps all three promises: it warns by itself, repairs with a proof, and turns green", async () => {
  const demo = startProcess(["demo"], {}, makeFolder());
  await demo.says("[11] Fix");
  expect(demo.printed()).toContain("main: gpt-5.3-codex answers instead of gpt-5.4");
  demo.type("11\n");
  await demo.says("[1] Confirm");
  demo.type("1\n");
  await demo.says("Proved: the wanted model answered.");
  await demo.says("Resolved after");
  // The picture follows, as a terminal can show it.
  await demo.says("each sign");
  demo.type("/warnings details 1\n/model-status\nexit\n");
  expect(await demo.end).toBe(0);
  expect(demo.printed()).toContain("OpenClaw 2026.3.2");
  expect(demo.printed()).not.toContain("release unknown");
  // Between the write and its proof the old refusals fit the new route: nothing is concluded from that.
  expect(demo.printed()).toContain("Rules:        codex-wrong-transport, silent-fallback");
  expect(demo.printed()).not.toContain("auth login");
  expect(demo.complained()).toBe("");
});
