import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { eventually, makeFolder } from "./operator-shell.ts";
import { startWallService } from "./wall-service.ts";

const DEPLOY = join(import.meta.dirname, "../../deploy");
const TOKEN = "fake-companion-token";
const hasPrometheus = spawnSync("prometheus", ["--version"]).status === 0;

const TARGET = z.object({ expr: z.string(), instant: z.boolean().default(false) });
const VARIABLE = z.object({ name: z.string(), type: z.string(), query: z.unknown() });
const DASHBOARD = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(TARGET).min(1) })).min(1),
  templating: z.object({ list: z.array(VARIABLE) }),
});
const dashboard = DASHBOARD.parse(JSON.parse(readFileSync(join(DEPLOY, "grafana/dashboard.json"), "utf8")));

const SERIES = z.object({ status: z.literal("success"), data: z.object({ result: z.array(z.unknown()) }) });
const LABELS = z.object({ status: z.literal("success"), data: z.array(z.string()) });
const RULE = z.object({ name: z.string(), health: z.string(), state: z.string() });
const RULES = z.object({ data: z.object({ groups: z.array(z.object({ rules: z.array(RULE) })) }) });

/** Asks a Prometheus; what it says besides is part of why a test fails. */
type Ask = (path: string, query?: Readonly<Record<string, string>>) => Promise<unknown>;

/** The real Prometheus, with the files of `deploy` but for its address and pace, over a service that runs. */
async function startPrometheus(): Promise<Ask> {
  const { url } = await startWallService({
    TELEGRAM_WARNING_CHATS: "-1001234567890",
    COMPANION_HTTP_TOKEN: TOKEN,
  });
  const folder = makeFolder();
  writeFileSync(join(folder, "token"), TOKEN, { mode: 0o600 });
  copyFileSync(join(DEPLOY, "prometheus/alerts.yaml"), join(folder, "alerts.yaml"));
  const shipped = readFileSync(join(DEPLOY, "prometheus/scrape.yaml"), "utf8");
  const scrape = shipped
    .replace("/etc/prometheus/companion-token", join(folder, "token"))
    .replace("127.0.0.1:9464", new URL(url).host)
    .replace("scrape_interval: 30s", "scrape_interval: 1s");
  const config = `global: { evaluation_interval: 1s }\nrule_files: [alerts.yaml]\n${scrape}`;
  writeFileSync(join(folder, "prometheus.yaml"), config);
  const prometheus = spawn(
    "prometheus",
    [
      `--config.file=${join(folder, "prometheus.yaml")}`,
      `--storage.tsdb.path=${join(folder, "tsdb")}`,
      "--web.listen-address=127.0.0.1:0",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  onTestFinished(async () => {
    prometheus.kill("SIGKILL");
    await once(prometheus, "close");
  });
  let said = "";
  prometheus.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const address = await eventually(() => {
    const [, found] = /msg="Listening on" address=(\S+)/.exec(said) ?? [];
    if (found === undefined) throw new Error(`Prometheus does not listen:\n${said}`);
    return found;
  });
  return async (path, query = {}) => {
    const answer = await fetch(`http://${address}/api/v1/${path}?${new URLSearchParams(query).toString()}`);
    return answer.json();
  };
}

/** As Grafana fills them in: all gateways at once, one window. */
const fill = (expr: string, window: string): string =>
  expr.replaceAll("$gateway", "(away|main)").replaceAll("$window", window);

const WINDOWS = String(dashboard.templating.list.find(({ name }) => name === "window")?.query).split(",");

describe.skipIf(!hasPrometheus)("a real Prometheus over a companion that runs", () => {
  test("has a series for every expression of the dashboard, for each choice of its variables, and can use every alert", async () => {
    const ask = await startPrometheus();
    const seriesOf = async (expr: string, instant: boolean): Promise<readonly unknown[]> => {
      const now = Date.now() / 1_000;
      const range = { query: expr, start: String(now - 60), end: String(now), step: "1" };
      return SERIES.parse(instant ? await ask("query", { query: expr }) : await ask("query_range", range)).data.result;
    };
    await eventually(async () => expect(await seriesOf('up{job="openclaw-companion"} == 1', true)).toHaveLength(1));

    const gateways = { "match[]": "openclaw_companion_link_state" };
    expect(LABELS.parse(await ask("label/gateway/values", gateways)).data).toEqual(["away", "main"]);

    expect(WINDOWS).toEqual(["1h", "24h", "7d"]);
    const asked = dashboard.panels.flatMap(({ title, targets }) =>
      targets.flatMap(({ expr, instant }) => WINDOWS.map((window) => ({ title, instant, expr: fill(expr, window) }))),
    );
    expect(asked.filter(({ expr }) => expr.includes("$"))).toEqual([]);
    await eventually(async () => {
      const found = await Promise.all(
        asked.map(async ({ title, expr, instant }) => ({
          title,
          expr,
          series: (await seriesOf(expr, instant)).length,
        })),
      );
      expect(found.filter(({ series }) => series === 0)).toEqual([]);
    });

    await eventually(async () => {
      const rules = RULES.parse(await ask("rules")).data.groups.flatMap((group) => group.rules);
      expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
      const stateOf = Object.fromEntries(rules.map(({ name, state }) => [name, state]));
      // One gateway is away and the other one falls back: what waits for its `for` is true already.
      expect(stateOf).toMatchObject({
        OpenClawCompanionDown: "inactive",
        OpenClawGatewayNotLinked: "pending",
        OpenClawAnotherModelAnswers: "pending",
      });
    });
  });
});
