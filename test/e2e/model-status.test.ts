import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FakeCall } from "../fakes/discord/types.ts";
import { loadRecordings, startFakeGateway } from "../fakes/gateway.ts";
import { eventually } from "../contracts/operator-shell.ts";
import {
  ADMIN,
  envOf,
  GROUP,
  GUEST,
  openDiscord,
  openTelegram,
  startService,
  TELEGRAM_ADMIN,
  TELEGRAM_GUEST,
  written,
} from "./service.ts";

const { recording } = loadRecordings("2026.3.2", "issue-38706");
const CONFIGURED = "openai-codex/gpt-5.4";
const ANSWERING = "openai-codex/gpt-5.3-codex";
/** What only admins may see: whose session, which login, the provider's words; and what nobody may. */
const DETAIL = [recording.session.key, recording.session.id, "openai-codex:default", "insufficient permissions"];
const TOKEN = "fake-gateway-token";

const holdsAny = (words: readonly string[], value: unknown): boolean =>
  words.some((word) => (JSON.stringify(value) ?? "").includes(word));

/** In Discord only a message for one reader, which its own call says or its message says. */
const isPublicCall = ({ body }: FakeCall): boolean =>
  typeof body !== "object" || body === null || !("flags" in body) || (Number(body.flags) & 64) === 0;

describe("/model-status in Discord", () => {
  it("names both models to everybody, and the detail to an admin alone", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    startService({ env: { ...env, ...envOf(gateway) } });
    await discord.ready();

    const asked = discord.slash("model-status", {}, ADMIN);
    const [card, detail] = await eventually(() => {
      const replies = asked.replies();
      expect(replies).toHaveLength(2);
      return replies;
    });
    expect(card).toMatchObject({ ephemeral: false });
    expect(card?.text).toContain(CONFIGURED);
    expect(card?.text).toContain(ANSWERING);
    expect(detail).toMatchObject({ ephemeral: true });
    for (const words of [recording.session.key, "openai-codex:default", "insufficient permissions"]) {
      expect(detail?.text).toContain(words);
    }
    expect(discord.calls.filter((call) => isPublicCall(call) && holdsAny(DETAIL, call.body))).toEqual([]);
    expect(holdsAny([TOKEN], discord.calls)).toBe(false);
  });

  it("shows nobody else a session, a login or an error text, in no call at all", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    startService({ env: { ...env, ...envOf(gateway) } });
    await discord.ready();

    const card = await discord.slash("model-status", {}, GUEST).reply();
    expect(card.text).toContain(CONFIGURED);
    expect(card.text).toContain(ANSWERING);
    const one = await discord.slash("model-status", { gateway: "main", agent: "main" }, GUEST).reply();
    expect(one.text).toContain(ANSWERING);
    expect(discord.calls.filter((call) => holdsAny([...DETAIL, TOKEN], call))).toEqual([]);
  });
});

describe("/model-status in Telegram", () => {
  it("names both models in the group, and sends an admin the detail in private", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { telegram, env } = await openTelegram();
    startService({ env: { ...env, ...envOf(gateway) } });

    telegram.say("/model_status", { user: TELEGRAM_ADMIN, chat: GROUP });
    const card = await written(telegram, "answers instead of", GROUP);
    expect(card.text).toContain(CONFIGURED);
    expect(card.text).toContain(ANSWERING);
    const detail = await written(telegram, "Detail for admins", TELEGRAM_ADMIN);
    expect(detail.text).toContain(recording.session.key);
    const elsewhere = telegram.calls.filter(({ body }) => body["chat_id"] !== TELEGRAM_ADMIN);
    expect(elsewhere.filter(({ body }) => holdsAny(DETAIL, body))).toEqual([]);
    expect(holdsAny([TOKEN], telegram.calls)).toBe(false);
  });

  it("shows nobody else a session, a login or an error text, in no call at all", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { telegram, env } = await openTelegram();
    startService({ env: { ...env, ...envOf(gateway) } });

    telegram.say("/model-status", { user: TELEGRAM_GUEST, chat: GROUP });
    expect((await written(telegram, "answers instead of", GROUP)).text).toContain(CONFIGURED);
    telegram.say("/model_status", { user: TELEGRAM_GUEST });
    expect((await written(telegram, "answers instead of", TELEGRAM_GUEST)).text).toContain(ANSWERING);
    const anonymous = { user: TELEGRAM_ADMIN, chat: GROUP, senderChat: GROUP, topic: 7 };
    telegram.say("/model_status", anonymous);
    await eventually(() =>
      expect(telegram.written(GROUP).filter(({ message_thread_id: topic }) => topic === 7)).toHaveLength(1),
    );
    expect(telegram.calls.filter(({ body }) => holdsAny([...DETAIL, TOKEN], body))).toEqual([]);
  });
});

describe("/model-status with several gateways", () => {
  it("tells what it knows of each, with one away, one that never speaks and one that hangs", async () => {
    await using broken = await startFakeGateway("2026.3.2", "issue-38706");
    await using healthy = await startFakeGateway("2026.9.6", "healthy");
    await using hanging = await startFakeGateway("2026.9.6", "healthy");
    hanging.hang("logs.tail");
    const silent = { url: await listenSilently(), token: TOKEN };
    const away = { url: "ws://127.0.0.1:1", token: TOKEN };
    const { discord, env } = await openDiscord();
    startService({ env: { ...env, ...envOf({ broken, healthy, hanging, silent, away }) } });
    await discord.ready();

    const { text } = await discord.slash("model-status", {}, GUEST).reply();
    expect(text).toContain("answers instead of");
    const of = (name: string): string => text.split("### ").find((part) => part.startsWith(`**${name}**`)) ?? "";
    expect(of("broken")).toContain(ANSWERING);
    expect(text).toContain("**healthy** · `openai/gpt-5.6-terra`: 3 answers in 24 h");
    for (const name of ["hanging", "silent", "away"]) {
      expect(of(name)).toContain("not readable");
      expect(of(name)).not.toMatch(/healthy|answers {2,}\d/);
    }
    expect(of("away")).toContain("nothing listens at its address");

    const alone = await discord.slash("model-status", { gateway: "healthy" }, GUEST).reply();
    expect(alone.text).not.toContain("broken");
    expect(await discord.autocomplete("model-status", "gateway", "")).toEqual([
      "broken",
      "healthy",
      "hanging",
      "silent",
      "away",
    ]);
  });
});

/** Resolves to the address of a server that says nothing. */
async function listenSilently(): Promise<string> {
  const server = createServer(() => {});
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  onTestFinished(() => void server.close());
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
