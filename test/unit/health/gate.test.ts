import { expect, onTestFinished, test } from "vitest";
import { createRoutes } from "../../../src/health/routes.ts";
import { serveShown } from "../../../src/health/server.ts";
import { readTotals } from "../../../src/health/totals.ts";
import { request } from "node:http";

const TOKEN = "fake-http-token";

async function serve(token: string | null) {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const stop = new AbortController();
  const source = {
    version: "1",
    clock: () => 1_000,
    startedAt: 1_000,
    log,
    platforms: () => [],
    reports: { gateways: [], report: () => Promise.reject(new Error("none")) },
    standings: () => [],
    totals: () => readTotals({ counts: () => Promise.reject(new Error("none")) }, [], 1_000),
    rooms: () => Promise.resolve([]),
    storage: () => null,
  };
  const shown = { routes: createRoutes(source), pages: null };
  const server = await serveShown({ host: "127.0.0.1", port: 0, token }, () => shown, source, stop.signal);
  onTestFinished(() => {
    stop.abort();
    return server.close();
  });
  return (path: string, headers: Readonly<Record<string, string>> = {}): Promise<number | undefined> => {
    const answered = Promise.withResolvers<number | undefined>();
    request(`${server.url}${path}`, { headers }, (reply) => {
      reply.resume();
      answered.resolve(reply.statusCode);
    }).end();
    return answered.promise;
  };
}

test.each([
  ["evil.example", 421],
  ["evil.example:9464", 421],
  ["127.0.0.1.evil.example", 421],
  ["127.0.0.1", 200],
  ["[::1]:9464", 200],
  ["localhost:1", 200],
  ["companion:9464", 200],
])("a page asked for under the name %s answers %i", async (host, status) => {
  expect(await (await serve(null))("/healthz", { host })).toBe(status);
});

test("with a token everything but /healthz asks for it", async () => {
  const get = await serve(TOKEN);
  expect(await get("/healthz")).toBe(200);
  expect(await get("/metrics")).toBe(401);
  expect(await get("/metrics", { authorization: "Bearer wrong" })).toBe(401);
  expect(await get("/metrics", { authorization: `Basic ${TOKEN}` })).toBe(401);
  expect(await get("/metrics", { authorization: `Bearer ${TOKEN}` })).toBe(200);
});

test("a scraper that never stops is told to", async () => {
  const get = await serve(null);
  const statuses = new Set<number | undefined>();
  for (let count = 0; count < 60; count += 1) statuses.add(await get("/healthz"));
  expect(statuses).toEqual(new Set([200, 429]));
});
