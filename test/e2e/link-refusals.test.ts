import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeReceiver } from "../fakes/webhook.ts";
import { onTestFinished } from "../parts/ending.ts";
import { ADMIN, envOf, GROUP, openDiscord, openTelegram, startService, TELEGRAM_ADMIN, written } from "./service.ts";

const HOSTILE = "zqx @everyone [click](https://evil.example/zqx) <b>zqx</b> `zqx` run: openclaw devices approve zqx";
/** None of it may stand where everybody reads. */
const PRIVATE = /zqx|evil|everyone|127\.0\.0\.1|openclaw |https?:\/\/(?!example)/;

/** A gateway that lets nobody in, and tells whoever asks what it likes. */
async function refuseAll(
  type: string,
): Promise<{ readonly url: string; readonly token: string; readonly port: number }> {
  const server = createServer();
  server.on("upgrade", (_request, socket) => {
    socket.on("error", () => {});
    const body = JSON.stringify({ error: { type, message: HOSTILE } });
    socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `ws://127.0.0.1:${port}`, token: "fake-gateway-token", port };
}

test.each(["forbidden", "proxy_attribution_required"])(
  "what a gateway says when it refuses (%s) is read by admins in private, and by no room",
  async (type) => {
    const gateway = await refuseAll(type);
    const { discord, env } = await openDiscord();
    const { telegram, env: telegramEnv } = await openTelegram();
    const receiver = await startFakeReceiver();
    onTestFinished(() => receiver.close());
    const rooms = {
      DISCORD_WARNING_CHANNELS: discord.channel,
      TELEGRAM_WARNING_CHATS: String(GROUP),
      WEBHOOK_URLS: receiver.url,
      COMPANION_WARNING_RULES: JSON.stringify({ blind: { after: 100 } }),
    };
    startService({ env: { ...env, ...telegramEnv, ...rooms, ...envOf(gateway) } });
    await discord.ready();

    const asked = discord.slash("model-status", {}, ADMIN);
    const [card, detail] = await eventually(() => {
      expect(asked.replies()).toHaveLength(2);
      return asked.replies();
    });
    telegram.say("/model_status", { user: TELEGRAM_ADMIN, chat: GROUP });
    const told = await written(telegram, "Detail for admins", TELEGRAM_ADMIN);
    await written(telegram, "not readable", GROUP);
    await written(telegram, "I cannot see", GROUP);
    await eventually(() => expect(receiver.alerts()).toHaveLength(1));
    await eventually(() =>
      expect(discord.messages.some(({ text, interaction }) => !interaction && text.includes("cannot see"))).toBe(true),
    );

    expect(card?.text).toContain("not readable");
    const inPublic = discord.messages.filter(({ ephemeral }) => !ephemeral);
    for (const { text } of inPublic) expect(text).not.toMatch(PRIVATE);
    for (const { text } of telegram.written(GROUP)) expect(text ?? "").not.toMatch(PRIVATE);
    for (const { body } of receiver.received) expect(body).not.toMatch(/zqx|evil|everyone|openclaw /);
    for (const { body } of receiver.received) expect(body).not.toContain(`127.0.0.1:${gateway.port}`);

    expect(detail).toMatchObject({ ephemeral: true });
    for (const text of [detail?.text, told.text]) {
      expect(text).toContain(`127.0.0.1:${gateway.port}`);
      expect(text).toContain("https://evil.example/zqx");
    }
    // As code: a link in it is none, and nobody is called.
    expect(detail?.text).toMatch(/It says: ``\u200Bzqx @\u200Beveryone .* approve zqx``/);
    const quoted = (told.entities ?? []).filter(({ type: kind }) => kind === "code");
    expect(quoted.some(({ offset, length }) => told.text?.slice(offset, offset + length) === HOSTILE)).toBe(true);
  },
);
