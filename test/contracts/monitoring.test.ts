import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventually } from "./operator-shell.ts";
import { startWallService } from "./wall-service.ts";

const DEPLOY = join(import.meta.dirname, "../../deploy");
const RULES = join(DEPLOY, "prometheus/alerts.yaml");
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;
const promtool = (args: readonly string[], input?: string) =>
  spawnSync("promtool", [...args], { encoding: "utf8", ...(input !== undefined && { input }) });

const TARGET = z.object({ expr: z.string() });
const DASHBOARD = z.object({
  uid: z.string(),
  panels: z.array(z.object({ title: z.string(), description: z.string(), targets: z.array(TARGET).min(1) })).min(1),
});
const readDashboard = () => DASHBOARD.parse(JSON.parse(readFileSync(join(DEPLOY, "grafana/dashboard.json"), "utf8")));
const namesIn = (text: string): readonly string[] => [...new Set(text.match(/\bopenclaw_companion_\w+/g) ?? [])];

/** What a service exports that knows an incident. */
async function scrape(): Promise<string> {
  const { url } = await startWallService({ TELEGRAM_WARNING_CHATS: "-1001234567890" });
  return eventually(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(/incidents_open\{gateway="main",severity="critical"\} 1/);
    return text;
  });
}

test("incidents are exported by gateway and severity, and when each began", async () => {
  const text = await scrape();
  expect(text).toMatch(/incidents_open\{gateway="away",severity="critical"\} 0/);
  expect(text).toMatch(/incidents_unacknowledged\{gateway="main"\} 1/);
  expect(text).toMatch(/incident_begun_timestamp_seconds\{gateway="main",cause="codex-wrong-transport"\} 1\d{9}/);
});

test("alerts and dashboard ask for nothing that the service does not export", async () => {
  const exported = new Set(namesIn(await scrape()));
  const asked = [
    readFileSync(RULES, "utf8"),
    ...readDashboard().panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  const missing = asked.flatMap(namesIn).filter((name) => !exported.has(name));
  expect(missing).toEqual([]);
});

test("every panel of the dashboard says what it shows", () => {
  const { panels } = readDashboard();
  expect(panels.filter(({ description }) => description === "")).toEqual([]);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
});

describe.skipIf(!hasPromtool)("Prometheus' own tool", () => {
  test("accepts the rules, and they fire when they should", () => {
    const checked = promtool(["check", "rules", RULES]);
    expect(checked.stdout + checked.stderr).toContain("SUCCESS: 8 rules found");
    const tested = promtool(["test", "rules", join(DEPLOY, "prometheus/alerts.test.yaml")]);
    expect([tested.status, tested.stdout + tested.stderr]).toEqual([0, expect.stringContaining("SUCCESS")]);
  });

  test("accepts what the service exports", async () => {
    const { status, stdout, stderr } = promtool(["check", "metrics"], await scrape());
    // 3 would be advice about names of libraries' own metrics.
    expect([0, 3]).toContain(status);
    expect((stdout + stderr).split("\n").filter((line) => line.startsWith("openclaw_companion_"))).toEqual([]);
  });
});
