import { expect, onTestFinished, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import { escape, writeBlocks, writeSign } from "../../src/wall/html.ts";
import { createSessions } from "../../src/wall/sessions.ts";
import { eventually } from "./operator-shell.ts";
import { startWallService } from "./wall-service.ts";
import { speak } from "../../src/words/speak.ts";

const TOKEN = "fake-http-token-of-the-wall";

test("shows the fleet, a gateway with its history, incidents and the audit, and nothing private", async () => {
  const { url } = await startWallService();
  const page = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const fleet = await page("/");
  expect(fleet.status).toBe(200);
  expect(fleet.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(fleet.text).toContain('href="/gateway/main"');
  expect(fleet.text).toMatch(/away[^<]*unreachable/);

  const gateway = await page("/gateway/main?window=1h");
  expect(gateway.text).toMatch(/<svg [^>]*viewBox/);
  expect(gateway.text).toContain('"var(--chart-sheet)"');
  expect(gateway.text).toContain("gpt-5.3-codex");
  // What chats show to one person alone is not here either.
  expect(gateway.text).not.toMatch(/agent:main:main|openai-codex:default|insufficient permissions/);

  expect((await page("/incidents")).text).toContain("<h1");
  expect((await page("/audit")).text).toContain("Calls of admins");
  for (const path of ["/gateway/nosuch", "/gateway/main/x", "/audit?page=0", "/audit?page=x"])
    expect([path, (await page(path)).status]).toEqual([path, 404]);
});

test.each([
  ["de-AT,de;q=0.9,en;q=0.5", "de", "Verlauf", "Antworten je Modell"],
  ["fr;q=0.9, zh-CN;q=0.8, en;q=0.1", "zh-CN", "历史", "各模型的应答"],
  ["en-GB", "en", "History", "Answers by model"],
  ["fr, de;q=0", "zh-CN", "历史", "各模型的应答"],
] as const)("a browser that asks for %s reads %s", async (header, language, ...words) => {
  const { url } = await startWallService({ COMPANION_LANGUAGE: "zh-CN" });
  const headers = { "accept-language": header };
  const text = await (await fetch(`${url}/gateway/main`, { headers })).text();
  expect(text).toContain(`<html lang="${language}">`);
  for (const word of words) expect(text).toContain(word);
});

test("is only for reading", async () => {
  const { url } = await startWallService();
  for (const method of ["POST", "PUT", "DELETE"])
    expect((await fetch(`${url}/`, { method, redirect: "manual" })).status).toBe(405);
  expect((await fetch(`${url}/sign-in`, { method: "POST", body: "token=x" })).status).toBe(405);
});

test("tells of what changes as it happens", async () => {
  const { url, playTurn } = await startWallService();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${url}/events?page=${encodeURIComponent("/gateway/main")}`, { signal: stop.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  let text = "";
  void (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  await eventually(() => expect(text).toContain("data: "));
  const before = text.length;
  await playTurn();
  await eventually(() => expect(text.slice(before)).toContain("data: "));
});

test("serves sixteen browsers at once and puts off more", async () => {
  const { url } = await startWallService();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const look = () => fetch(`${url}/events?page=/`, { signal: stop.signal });
  const looking = await Promise.all(Array.from({ length: 16 }, look));
  expect(looking.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
  const more = await look();
  expect(more.status).toBe(503);
  await more.text();
  await looking[0]?.body?.cancel();
  await eventually(async () => {
    const again = await look();
    if (again.status !== 200) await again.text();
    expect(again.status).toBe(200);
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("without a token it is for this host alone, also behind a proxy that stands on it", async () => {
  const { url } = await startWallService();
  const response = await fetch(url, { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("COMPANION_HTTP_TOKEN");
});

test("with a token, programs bring it and people sign in", async () => {
  const { url } = await startWallService({ COMPANION_HTTP_TOKEN: TOKEN });
  const asked = await fetch(url);
  expect(asked.status).toBe(401);
  const form = await asked.text();
  expect(form).toContain('<label for="token">');
  expect(form).not.toContain("gpt-5");
  expect((await fetch(url, { headers: { authorization: `Bearer ${TOKEN}x` } })).status).toBe(401);
  expect((await fetch(`${url}/events?page=/`)).status).toBe(401);

  const signIn = (token: string) =>
    fetch(`${url}/sign-in`, { method: "POST", body: new URLSearchParams({ token }), redirect: "manual" });
  const wrong = await signIn("wrong");
  expect([wrong.status, wrong.headers.get("set-cookie")]).toEqual([401, null]);
  const right = await signIn(TOKEN);
  expect(right.status).toBe(303);
  const cookie = right.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  expect(cookie).not.toContain(TOKEN);
  const seen = await fetch(url, { headers: { cookie: cookie.split(";", 1)[0] ?? "" } });
  expect(seen.status).toBe(200);
  expect((await fetch(`${url}/metrics`, { headers: { cookie: cookie.split(";", 1)[0] ?? "" } })).status).toBe(401);
});

test("wrong tokens are looked at twenty times a minute, and a session ends by itself", () => {
  let now = 0;
  const sessions = createSessions(TOKEN, () => now);
  for (let tries = 0; tries < 20; tries += 1) expect(sessions.signIn(`wrong ${tries}`).kind).toBe("wrong");
  expect(sessions.signIn(TOKEN).kind).toBe("too many");
  now = 60_000;
  expect(sessions.signIn(TOKEN).kind).toBe("in");
});

test("what others wrote is shown and never read as markup", () => {
  const hostile = `<script>alert(1)</script>"'&\u202E`;
  const card: Pick<Card, "blocks"> = {
    blocks: [
      { kind: "text", text: [hostile, { kind: "code", text: hostile }, { kind: "strong", text: hostile }] },
      { kind: "list", items: [[hostile]] },
      { kind: "fields", fields: [{ label: hostile, value: [hostile] }] },
      { kind: "table", columns: ["", hostile], rows: [[hostile, hostile]] },
      { kind: "code", text: hostile },
    ],
  };
  const html = writeBlocks(speak({ tone: "neutral", title: "", ...card }, "en"));
  expect(html).not.toMatch(/<script|alert\(1\)<\/script|\u202E/);
  expect(escape(hostile)).toBe("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\uFFFD");
  expect(writeSign("critical", "en")).toContain("act now");
});
