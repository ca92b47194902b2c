import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { LinkStatus } from "../../src/core/link.ts";
import type { PlatformStatus } from "../../src/core/platform.ts";
import { decideReadiness } from "../../src/health/readiness.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { loadRecordings, startFakeGateway } from "../fakes/gateway.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { eventually, openShell, type Operator } from "./operator-shell.ts";

interface Service extends Operator {
  readonly url: string;
  /** What `run` resolves to. */
  readonly exit: Promise<number>;
}

async function startService(env: Readonly<Record<string, string>>): Promise<Service> {
  const operator = openShell({ env: { COMPANION_HTTP: "127.0.0.1:0", ...env } });
  const exit = run.run(operator.shell);
  const url = await eventually(() => {
    const line = operator.logged().find(({ msg }) => msg === "health: listening");
    expect(line?.["url"]).toMatch(/^http:/);
    return String(line?.["url"]);
  });
  onTestFinished(async () => {
    operator.interrupt();
    await exit;
  });
  return { ...operator, url, exit };
}

async function startTelegram() {
  const telegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  return { telegram, env: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url } };
}

const settle = async (service: Service): Promise<void> => {
  await eventually(async () => expect((await fetch(`${service.url}/readyz`)).status).toBe(200));
};

describe("the health endpoints of a running service", () => {
  it("are ready once every platform is and a gateway was read, and count what the gateway's record holds", async () => {
    const { truth } = loadRecordings("2026.3.2", "issue-38706").recording;
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { env } = await startTelegram();
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const service = await startService({
      ...env,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      OPENCLAW_GATEWAYS: JSON.stringify([
        { name: "main", url: gateway.url, token: gateway.token },
        { name: "away", url: "ws://127.0.0.1:1", token: "fake-token" },
      ]),
    });
    await settle(service);
    expect(await (await fetch(`${service.url}/readyz`)).json()).toEqual({ ready: true });

    const scrape = await fetch(`${service.url}/metrics`);
    expect(scrape.status).toBe(200);
    expect(scrape.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const lines = (await scrape.text()).split("\n");
    const { answeredBy, fallbacks, unauthorized, exhausted } = truth;
    for (const line of [
      'openclaw_companion_build_info{version="0.0.0-test"} 1',
      'openclaw_companion_link_state{gateway="main",state="ready"} 1',
      'openclaw_companion_link_state{gateway="main",state="waiting"} 0',
      'openclaw_companion_link_state{gateway="away",state="ready"} 0',
      'openclaw_companion_answering_is_configured{gateway="main",agent="main"} 0',
      ...["1h", "24h", "7d"].flatMap((window) => [
        `openclaw_companion_answers{gateway="main",window="${window}"} ${answeredBy.length}`,
        `openclaw_companion_fallbacks{gateway="main",window="${window}"} ${fallbacks}`,
        `openclaw_companion_unauthorized{gateway="main",window="${window}"} ${unauthorized}`,
        `openclaw_companion_refused_locally{gateway="main",window="${window}"} 0`,
        `openclaw_companion_exhausted{gateway="main",window="${window}"} ${exhausted}`,
      ]),
      'openclaw_companion_skipped_frames_total{gateway="main"} 0',
      'openclaw_companion_gateways{state="ready"} 1',
      'openclaw_companion_gateways{state="waiting"} 1',
      `openclaw_companion_fleet_answers{window="7d"} ${answeredBy.length}`,
      `openclaw_companion_fleet_unauthorized{window="7d"} ${unauthorized}`,
      'openclaw_companion_platform_ready{platform="discord"} 1',
      'openclaw_companion_platform_ready{platform="telegram"} 1',
    ]) {
      expect(lines).toContain(line);
    }
    const text = lines.join("\n");
    expect(text).toMatch(/^openclaw_companion_last_read_timestamp_seconds\{gateway="main"\} 1\d{9}/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    // Of a gateway that was never read nothing is claimed: neither a zero nor a reading.
    expect(text).not.toMatch(/(?:answers|fallbacks|last_read_timestamp_seconds|configured)\{gateway="away"/);
    expect(text).not.toContain("agent:main");
  });

  it("say that the process lives, whatever it waits for, and name what is missing without secrets", async () => {
    const { telegram, env } = await startTelegram();
    const service = await startService({ ...env, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" });
    const alive = await fetch(`${service.url}/healthz`);
    expect(alive.status).toBe(200);
    expect(await alive.json()).toMatchObject({ status: "ok", version: "0.0.0-test" });

    await eventually(async () => {
      const reply = await fetch(`${service.url}/readyz`);
      expect(reply.status).toBe(503);
      expect(await reply.json()).toEqual({
        ready: false,
        reasons: [expect.stringMatching(/^gateway main: not read since the start; nothing listens at its address/)],
      });
    });
    const everything = await Promise.all(
      ["healthz", "readyz", "metrics"].map(async (page) => (await fetch(`${service.url}/${page}`)).text()),
    );
    expect(everything.join()).not.toContain(telegram.token);
  });

  it("know other pages and other methods, and refuse them", async () => {
    const { env } = await startTelegram();
    const { url } = await startService(env);
    expect((await fetch(`${url}/nosuch`)).status).toBe(404);
    expect((await fetch(`${url}/healthz?probe=1`)).status).toBe(200);
    const post = await fetch(`${url}/healthz`, { method: "POST", body: "x".repeat(1_000) });
    expect(post.status).toBe(405);
    expect(post.headers.get("allow")).toBe("GET");
    expect((await fetch(`${url}/healthz`, { headers: { "x-large": "x".repeat(10_000) } })).status).toBe(431);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it("serve two scrapers at once the same numbers", async () => {
    const { recording } = loadRecordings("2026.3.2", "healthy");
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const { env } = await startTelegram();
    const service = await startService({
      ...env,
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.token,
    });
    await settle(service);
    const scrapes = await Promise.all(
      Array.from({ length: 8 }, async () => (await fetch(`${service.url}/metrics`)).text()),
    );
    for (const text of scrapes) {
      expect(text).toContain(`openclaw_companion_answers{gateway="main",window="7d"} ${recording.truth.turns}\n`);
      expect(text).toContain('openclaw_companion_answering_is_configured{gateway="main",agent="main"} 1\n');
    }
  });

  it("end with the service", async () => {
    const { env } = await startTelegram();
    const service = await startService(env);
    service.interrupt();
    expect(await service.exit).toBe(0);
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("say in one sentence that their port is taken, and nothing is served", async () => {
    const { telegram, env } = await startTelegram();
    const { port } = new URL(telegram.url);
    const { shell } = openShell({ env: { ...env, COMPANION_HTTP: `127.0.0.1:${port}` } });
    await expect(run.run(shell)).rejects.toThrow(
      `COMPANION_HTTP: cannot listen at 127.0.0.1:${port}: another program listens there already; stop it, or choose another port`,
    );
    expect(telegram.calls).toEqual([]);
  });
});

describe("readiness", () => {
  const NOW = Date.UTC(2026, 2, 7, 9, 12);
  const ready: LinkStatus = { state: "ready", since: NOW, version: "2026.3.2", protocol: 3 };
  const pairing: LinkStatus = { state: "pairing", requestId: "r1", why: "it wants an approval", fix: "approve it" };
  const good: PlatformStatus = { state: "ready", as: "@bot" };
  const gateway = (id: string, readAt: number | null, link: LinkStatus = ready, trouble: string | null = null) => ({
    id,
    link,
    readAt,
    trouble,
    skippedFrames: 0,
  });

  it.each([
    ["a fresh reading", [good], [gateway("a", NOW - 120_000)], null],
    ["one gateway of two", [good], [gateway("a", null, pairing), gateway("b", NOW)], null],
    [
      "an old reading",
      [good],
      [gateway("a", NOW - 121_000)],
      ["gateway a: last read 121 s ago; its record is being read"],
    ],
    [
      "a gateway that waits for approval",
      [good],
      [gateway("a", null, pairing)],
      ["gateway a: not read since the start; it wants an approval"],
    ],
    [
      "a record that cannot be read",
      [good],
      [gateway("a", null, ready, "its record cannot be read: nonsense")],
      ["gateway a: not read since the start; its record cannot be read: nonsense"],
    ],
    ["a platform that starts", [{ state: "starting" }], [gateway("a", NOW)], ["chat: is still starting"]],
    ["a platform that waits", [{ state: "waiting", why: "no answer" }], [gateway("a", NOW)], ["chat: no answer"]],
  ] as const)("with %s is decided from what is known", (_, statuses, gateways, reasons) => {
    const platforms = statuses.map((status) => ({ id: "chat", status }));
    const expected = reasons === null ? { ready: true } : { ready: false, reasons };
    expect(decideReadiness(platforms, gateways, [], NOW)).toEqual(expected);
  });
});
