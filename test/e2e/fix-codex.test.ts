import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/core/time.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { eventually } from "../contracts/operator-shell.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { askUntil, CHATS, type Chat, type Shown } from "./chats.ts";
import { envOf, GROUP, openTelegram, startService, TELEGRAM_ADMIN, type Service, written } from "./service.ts";

const patchesOf = (gateway: EmbeddedGateway): number =>
  gateway.requests.filter(({ method }) => method === "config.patch").length;

/** What the gateway is set to, as anybody with its token reads it. */
async function readProviders(gateway: EmbeddedGateway): Promise<unknown> {
  using client = await connectClient(gateway);
  const { parsed } = await client.request("config.get");
  return typeof parsed === "object" && parsed !== null && "models" in parsed ? parsed.models : null;
}

/** Somebody else writes to the same configuration. */
async function changeElsewhere(gateway: EmbeddedGateway): Promise<void> {
  using client = await connectClient(gateway);
  const { hash } = await client.request("config.get");
  const raw = JSON.stringify({ models: { providers: { elsewhere: { baseUrl: "https://example.test", models: [] } } } });
  await client.request("config.patch", { raw, baseHash: hash });
}

describe.each(CHATS)("/fix-codex in %s", (_, openChat) => {
  /** A companion whose admin was shown a plan; the broken gateway needs no restart to be mended. */
  async function askForPlan(gateway: EmbeddedGateway, clock = Date.now): Promise<Setting> {
    const chat = await openChat();
    const service = startService({ env: { ...chat.env, ...envOf(gateway) }, clock });
    await chat.ready();
    chat.ask("fix-codex");
    return { chat, service, plan: await chat.read("can confirm this") };
  }
  interface Setting {
    readonly chat: Chat;
    readonly service: Service;
    readonly plan: Shown;
  }

  it("shows a private plan, repairs and proves it, and takes it back", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
    const before = await readProviders(gateway);
    const { chat, plan } = await askForPlan(gateway);
    expect(plan.isPrivate).toBe(true);
    expect(plan.text).toContain("https://chatgpt.com/backend-api/codex");
    expect(plan.buttons).toEqual(["Confirm", "Cancel"]);
    expect(await readProviders(gateway)).toEqual(before);

    plan.press("Confirm");
    const fixed = await chat.read("Proved: the wanted model answered.");
    expect(fixed).toMatchObject({ isPrivate: true, buttons: ["Undo"] });
    expect(patchesOf(gateway)).toBe(1);
    expect(await readProviders(gateway)).toMatchObject({
      providers: { "openai-codex": { api: "openai-codex-responses" } },
    });
    await gateway.playTurn();
    await askUntil(chat, "model-status", "answers as configured", "guest");

    fixed.press("Undo");
    const undo = await chat.read("Undo “");
    expect(undo).toMatchObject({ isPrivate: true, buttons: ["Confirm", "Cancel"] });
    expect(undo.text).toContain("https://api.openai.com/v1");
    expect(patchesOf(gateway)).toBe(1);
    undo.press("Confirm");
    await chat.read("The configuration is again what it was.");
    expect(await readProviders(gateway)).toEqual(before);
    chat.ask("fix-log");
    const log = await chat.read("Repairs");
    expect(log.isPrivate).toBe(true);
    expect(log.text).toContain("confirmed by");
    expect(log.text).toContain("undone");
  });

  it("is for admins alone: nobody else gets a plan, nor may confirm one", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const { chat, plan } = await askForPlan(gateway);
    plan.press("Confirm", "guest");
    expect((await chat.read("Only admins may do that")).isPrivate).toBe(true);
    chat.ask("fix-codex", "guest");
    chat.ask("undo-fix", "guest");
    await eventually(() => expect(countOf(chat, "Only admins may do that")).toBeGreaterThan(1));
    expect(patchesOf(gateway)).toBe(0);
  });

  it("lets only the admin who asked confirm the plan", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const { chat, plan } = await askForPlan(gateway);
    plan.press("Confirm", "other admin");
    await chat.read("who asked for this plan, can confirm it");
    expect(patchesOf(gateway)).toBe(0);
  });

  it("carries a plan out once, however often it is confirmed", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const { chat, plan, service } = await askForPlan(gateway);
    plan.press("Confirm");
    plan.press("Confirm");
    await chat.read("Proved: the wanted model answered.");
    expect(patchesOf(gateway)).toBe(1);
    expect(service.logged().filter(({ level }) => Number(level) >= 50)).toEqual([]);
    chat.ask("fix-log");
    expect((await chat.read("Repairs")).text.match(/confirmed by/g)).toHaveLength(1);
  });

  it("does nothing with a plan that has expired, or that was cancelled", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    // The chats stamp a press with the true time: by a clock ahead of it the press, not the plan, would be too old.
    let behind = 3 * MINUTE;
    const { chat, plan } = await askForPlan(gateway, () => Date.now() - behind);
    behind = 0;
    plan.press("Confirm");
    await chat.read("This plan has expired");
    chat.ask("fix-codex");
    (await chat.read("can confirm this")).press("Cancel");
    await chat.read("Cancelled; nothing was changed.");
    expect(patchesOf(gateway)).toBe(0);
  });

  it("writes nothing when somebody else changed the configuration after the plan was made", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const { chat, plan } = await askForPlan(gateway);
    await changeElsewhere(gateway);
    const changed = await readProviders(gateway);
    plan.press("Confirm");
    await chat.read("Nothing was changed: the configuration was changed by somebody else meanwhile");
    expect(await readProviders(gateway)).toEqual(changed);
  });
});

describe("/fix-codex while the gateway restarts once more", () => {
  it("asks for the proof again", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const { telegram, env } = await openTelegram();
    startService({ env: { ...env, ...envOf(gateway) } });
    telegram.say("/fix_codex", { user: TELEGRAM_ADMIN });
    const plan = await written(telegram, "can confirm this");
    const answer = gateway.hang("chat.send");
    telegram.press(plan, "Confirm");
    await eventually(() => expect(gateway.requests.some(({ method }) => method === "chat.send")).toBe(true));
    answer();
    gateway.restart();
    await written(telegram, "Proved: the wanted model answered.");
    expect(patchesOf(gateway)).toBe(1);
  });
});

describe("/fix-codex from an anonymous admin of a Telegram group", () => {
  it("is refused: a group is nobody the companion knows", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401");
    const { telegram, env } = await openTelegram();
    startService({ env: { ...env, ...envOf(gateway) } });
    telegram.say("/fix_codex", { user: TELEGRAM_ADMIN, chat: GROUP, senderChat: GROUP });
    await written(telegram, "This answer is private", GROUP);
    expect(telegram.written(TELEGRAM_ADMIN)).toEqual([]);
    expect(patchesOf(gateway)).toBe(0);
  });
});

const countOf = (chat: Chat, words: string): number => chat.texts().filter((text) => text.includes(words)).length;
