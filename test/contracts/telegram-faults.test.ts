import { describe, expect, test } from "vitest";
import { PlatformRefused } from "../../src/core/platform.ts";
import { MINUTE } from "../../src/core/time.ts";
import { CONFLICT, SERVER_ERROR, tooManyRequests, UNAUTHORIZED, type FaultKind } from "../fakes/telegram/faults.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { ADMIN, card, GROUP, NOW, publicReply, setUp, until, warnings, written, type Setup } from "./telegram-setup.ts";

const ready = ({ telegram }: Setup) => until(() => telegram.status().state === "ready");
const waiting = ({ telegram }: Setup) =>
  until(() => {
    const status = telegram.status();
    return status.state === "waiting" && status.why;
  });

describe("polling", () => {
  test("a service that is away at the start is waited for, with one line in the log", async () => {
    const away = await startFakeTelegram();
    await away.close();
    const setup = await setUp({ fake: { ...away, calls: [], close: () => Promise.resolve() } });
    expect(await waiting(setup)).toBe(
      "Telegram cannot be reached: nothing listens there (ECONNREFUSED); never reached yet",
    );
    const back = await startFakeTelegram({ port: Number(new URL(away.url).port) });
    await ready(setup);
    back.say("/model_status", { chat: GROUP });
    await written(back, "Answer to model-status");
    expect(warnings(setup)).toHaveLength(1);
    await setup.stop();
    await back.close();
  });

  test.each<[string, FaultKind, string]>([
    ["server errors", SERVER_ERROR, "Telegram answers 502: Bad Gateway"],
    ["cut connections", { kind: "cut", when: "before" }, "Telegram cannot be reached: connection cut (ECONNRESET)"],
    ["a proxy's error page", { kind: "garbage" }, "Telegram cannot be reached: the answer was not the Bot API's"],
    ["another poller", CONFLICT, "another process polls with this token"],
    ["a rate limit", tooManyRequests(1), "Telegram answers 429: Too Many Requests: retry after 1"],
  ])("%s show in the status with the last good poll, and pass", async (_, fault, why) => {
    let now = NOW;
    const setup = await setUp({ clock: () => now });
    await ready(setup);
    const lift = setup.fake.fault("getUpdates", fault, Infinity);
    setup.fake.say("/model_status", { chat: GROUP });
    expect(await waiting(setup)).toBe(`${why}; last heard from at 2026-03-07 09:12 UTC`);
    expect(warnings(setup)).toMatchObject([{ fields: { why } }]);
    lift();
    now += MINUTE;
    await ready(setup);
    setup.fake.say("/fix_codex", { chat: GROUP });
    await written(setup.fake, "Answer to fix-codex");
    await written(setup.fake, "Answer to model-status");
    expect(setup.asked).toHaveLength(2);
  });

  test("updates whose delivery was cut come again and are answered once", async () => {
    const setup = await setUp();
    await ready(setup);
    setup.fake.fault("getUpdates", { kind: "cut", when: "after" });
    setup.fake.say("/model_status", { chat: GROUP });
    setup.fake.say("/fix_codex", { chat: GROUP });
    await written(setup.fake, "Answer to fix-codex");
    expect(setup.asked.map(({ name }) => name).toSorted()).toEqual(["fix-codex", "model-status"]);
  });

  test("a poll that never ends is no sign of health", async () => {
    let now = NOW;
    const setup = await setUp({ clock: () => now });
    await ready(setup);
    now += 2 * MINUTE;
    expect(await waiting(setup)).toBe("Telegram does not answer; last heard from at 2026-03-07 09:12 UTC");
  });

  test("two processes with one token both say so, and the one that stays recovers", async () => {
    const start = Date.now();
    const first = await setUp({ clock: () => NOW + 20 * (Date.now() - start) });
    await ready(first);
    const second = await setUp({ fake: first.fake });
    expect(await waiting(first)).toMatch(/^another process polls with this token/);
    await second.stop();
    await ready(first);
    first.fake.say("/model_status", { chat: GROUP });
    expect(await written(first.fake, "Answer to model-status")).toBeDefined();
  });
});

describe("a refused token", () => {
  test("ends serving at the start, with the hint where to get one", async () => {
    const { serving } = await setUp({ token: "4242:FAKE-TOKEN-THAT-IS-WRONG-0000000000" });
    await expect(serving).rejects.toBeInstanceOf(PlatformRefused);
    await expect(serving).rejects.toMatchObject({
      fix: "get the token from @BotFather and set TELEGRAM_TOKEN; if TELEGRAM_API_URL is set, check it as well",
    });
  });

  test("ends serving later as well", async () => {
    const setup = await setUp();
    await ready(setup);
    setup.fake.fault("*", UNAUTHORIZED, Infinity);
    setup.fake.say("/model_status", { chat: GROUP });
    setup.fake.say("/model_status", { chat: GROUP });
    await expect(setup.serving).rejects.toThrow("telegram: Telegram refuses the bot token (401: Unauthorized)");
  });
});

describe("sending", () => {
  test.each<[string, FaultKind]>([
    ["cut before it arrived", { kind: "cut", when: "before" }],
    ["cut after it arrived", { kind: "cut", when: "after" }],
    ["answered by a proxy's error page", { kind: "garbage" }],
    ["answered with a server error", SERVER_ERROR],
  ])("an answer whose send was %s stands in the chat exactly once", async (_, fault) => {
    const setup = await setUp();
    const { fake } = setup;
    fake.fault("sendMessage", fault);
    fake.say("/model_status", { chat: GROUP });
    await until(() => fake.callsOf("sendMessage").length === 2 && fake.written(GROUP).length === 1);
    await setup.stop();
    expect(fake.written(GROUP)).toHaveLength(1);
  });

  test("a lost copy is found among other people's messages, which stay", async () => {
    const { fake, telegram } = await setUp();
    await telegram.post(String(GROUP), card("Earlier"));
    fake.fault("sendMessage", { kind: "cut", when: "after" }, 2);
    const failing = telegram.post(String(GROUP), card("Warning"));
    await expect(failing).rejects.toMatchObject({ kind: "later" });
    fake.say("people talk", { chat: GROUP });
    expect(fake.written(GROUP)).toHaveLength(3);
    await telegram.post(String(GROUP), card("Warning"));
    expect(fake.messages.map((message) => message.text)).toEqual(["🟢 Earlier", "people talk", "🟢 Warning"]);
  });

  test("a call on which nothing comes is given up and made again", { timeout: 40_000 }, async () => {
    const { fake } = await setUp();
    fake.fault("sendMessage", { kind: "hang", when: "before" });
    fake.say("/model_status", { chat: GROUP });
    expect(await until(() => fake.written(GROUP).length === 1, 30_000)).toBe(true);
  });

  test("gives up in bounded time and says so, without naming the token", async () => {
    const setup = await setUp();
    await ready(setup);
    setup.fake.fault("sendMessage", { kind: "cut", when: "before" }, Infinity);
    setup.fake.say("/model_status", { user: ADMIN, chat: GROUP });
    const [warning] = await until(() => warnings(setup).length > 0 && warnings(setup));
    expect(warning?.message).toMatch(/^an answer could not be shown: telegram: /);
    expect(JSON.stringify(setup.logged)).not.toContain(setup.fake.token.slice(5));
  });
});

describe("updates that make no sense", () => {
  test.each<[string, unknown]>([
    ["no list", {}],
    ["nothing", null],
    ["a list of what is none", [7, "x", { message: {} }]],
  ])("an answer that is %s is asked for again, with a pause", async (_, result) => {
    const setup = await setUp();
    await ready(setup);
    const lift = setup.fake.fault("getUpdates", { kind: "result", result }, Infinity);
    setup.fake.say("/model_status", { chat: GROUP });
    expect(await waiting(setup)).toMatch(/^Telegram cannot be reached: the answer was not the Bot API's; last heard/);
    lift();
    await written(setup.fake, "Answer to model-status");
    await setup.stop();
  });

  test("are logged and the next one is answered", async () => {
    const { fake, logged } = await setUp();
    fake.deliver({ message: { message_id: 1, text: "/model_status" } });
    fake.deliver({ callback_query: { id: "1", data: "c1|model-status" } });
    fake.deliver({ message: null });
    fake.say("/fix_codex", { chat: GROUP });
    await written(fake, "Answer to fix-codex");
    expect(logged.some(({ message }) => message === "telegram: updates that cannot be read")).toBe(true);
  });
});

describe("stopping", () => {
  test("lets an answer under way through and confirms it then", async () => {
    const { promise: working, resolve: finish } = Promise.withResolvers<void>();
    const setup = await setUp({ answer: () => working.then(() => publicReply("Just in time")) });
    const { fake, asked } = setup;
    fake.say("/model_status", { chat: GROUP });
    await until(() => asked.length === 1);
    const stopped = setup.stop();
    expect(fake.pending).toBe(1);
    finish();
    await stopped;
    expect(fake.pending).toBe(0);
    expect(fake.written(GROUP)).toMatchObject([{ text: "🟢 Just in time" }]);
    expect(fake.callsOf("getUpdates").at(-1)?.body).toMatchObject({ limit: 1, timeout: 0 });
  });

  test("does not wait for an answer that never comes, and leaves the question to whoever comes next", async () => {
    const setup = await setUp({ answer: () => Promise.withResolvers<never>().promise });
    const { fake, asked } = setup;
    fake.say("/model_status", { chat: GROUP });
    await until(() => asked.length === 1);
    await setup.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(fake.pending).toBe(1);
  });

  test("works while the service is away", async () => {
    const away = await startFakeTelegram();
    await away.close();
    const setup = await setUp({ fake: { ...away, calls: [], close: () => Promise.resolve() } });
    await waiting(setup);
    await setup.stop();
    await expect(setup.serving).resolves.toBeUndefined();
  });
});
