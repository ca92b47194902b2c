import { describe, expect, it } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { CHATS, type Chat } from "./chats.ts";
import { readJournal } from "./killed.ts";
import { startProcess } from "./process.ts";
import { envOf } from "./service.ts";

const TITLE = "Remove the leftover override of openai";

/** Every card about the repair that stands in the chat. */
const cardsOf = (chat: Chat): readonly string[] => chat.texts().filter((text) => text.includes(TITLE));

const asked = (gateway: EmbeddedGateway, method: string): boolean =>
  gateway.requests.some((request) => request.method === method);

describe.each(CHATS)("a repair in %s whose companion is killed", (_, openChat) => {
  async function confirm(gateway: EmbeddedGateway, hold: (chat: Chat) => () => void = () => () => {}) {
    const chat = await openChat();
    const folder = makeFolder();
    const env = { ...chat.env, ...envOf(gateway) };
    const start = () => startProcess(["run"], env, folder);
    const first = start();
    await chat.ready();
    chat.ask("fix-codex");
    const plan = await chat.read("can confirm this");
    const lift = hold(chat);
    plan.press("Confirm");
    return { chat, folder, first, start, lift };
  }

  it("goes on in the same card", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const release = gateway.hang("chat.send");
    const { chat, first, start } = await confirm(gateway);
    await eventually(() => expect(asked(gateway, "chat.send")).toBe(true));
    await chat.read("Proving: one short turn");
    first.kill("SIGKILL");
    await first.end;
    release();
    start();
    const fixed = await chat.read("Proved: the wanted model answered.");
    expect(fixed).toMatchObject({ isPrivate: true, buttons: ["Undo"] });
    expect(cardsOf(chat)).toHaveLength(1);
  });

  it("goes on in its card although it was killed before it was shown there", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const release = gateway.hang("chat.send");
    const { chat, first, start, lift } = await confirm(gateway, (chat) => chat.holdChanges());
    await eventually(() => expect(asked(gateway, "chat.send")).toBe(true));
    first.kill("SIGKILL");
    await first.end;
    release();
    lift();
    start();
    await chat.read("Proved: the wanted model answered.");
    expect(cardsOf(chat)).toHaveLength(1);
  });

  it("is told its end although it was killed right after that was written down", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const { chat, folder, first, start } = await confirm(gateway);
    await eventually(() => expect(readJournal(folder)?.state).toBe("fixed"));
    first.kill("SIGKILL");
    await first.end;
    start();
    await chat.read("Fixed");
    await eventually(() => expect(cardsOf(chat).at(-1)).toContain("the wanted model answered"));
    expect(cardsOf(chat)).toHaveLength(1);
  });
});

describe("a repair that another process has in hand", () => {
  it("is left to it", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const folder = makeFolder();
    gateway.hang("chat.send");
    const first = startProcess(["ask", "/fix-codex", "--yes"], envOf(gateway), folder);
    await eventually(() => expect(asked(gateway, "chat.send")).toBe(true));
    const second = startProcess(["ask", "/fix-codex", "--yes"], envOf(gateway), folder);
    expect(await second.end).not.toBe(0);
    expect(gateway.requests.filter(({ method }) => method === "config.patch")).toHaveLength(1);
    expect(readJournal(folder)?.events).not.toContain("resumed");
    first.kill("SIGKILL");
  });
});
