import { expect, it } from "vitest";
import { connectClient } from "../fakes/gateway-client.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { envOf, GROUP, openTelegram, startService, TELEGRAM_ADMIN, written } from "./service.ts";

const ENTRY = { baseUrl: "https://chatgpt.com/backend-api/codex", api: "openai-codex-responses" };

/** Somebody corrects the configuration on the gateway's host. */
async function correct(gateway: EmbeddedGateway): Promise<void> {
  using client = await connectClient(gateway);
  const { hash } = await client.request("config.get");
  const models = [{ id: "gpt-5.4", api: ENTRY.api }];
  const raw = JSON.stringify({ models: { providers: { "openai-codex": { ...ENTRY, models } } } });
  await client.request("config.patch", { raw, baseHash: hash });
}

it("what failed before somebody corrected the configuration is not explained by what it says now", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
  const { telegram, env } = await openTelegram();
  startService({ env: { ...env, ...envOf(gateway), TELEGRAM_WARNING_CHATS: String(GROUP) } });
  await written(telegram, "ChatGPT sign-in is sent over the wrong transport", GROUP);
  await gateway.playTurn();
  await written(telegram, "4 answers by a fallback", GROUP);
  await correct(gateway);
  // Of what it was there is no sign any more; that another model answers is still so.
  await written(telegram, /^🟠 main: gpt-5.3-codex answers/, GROUP);
  telegram.say("/model_status", { user: TELEGRAM_ADMIN, chat: GROUP });
  const said = (await written(telegram, "Configured:", GROUP)).text;
  expect(said).toContain("gpt-5.3-codex answers instead of gpt-5.4");
  expect(said).toContain("The way to openai-codex was changed");
  expect(said).not.toMatch(/auth login|wrong transport/);
  await gateway.playTurn();
  await gateway.playTurn();
  const over = await written(telegram, "Resolved after", GROUP);
  expect(`${over.text ?? ""}${over.caption ?? ""}`).not.toContain("auth login");
}, 60_000);
