import { expect, onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { eventually, openShell, type Operator } from "./operator-shell.ts";

export interface WallService extends Operator {
  readonly url: string;
  /** One more turn of the gateway that falls back. */
  playTurn(): Promise<unknown>;
}

/** A service with a gateway that falls back and one that is away, whose page was read once. */
export async function startWallService(env: Readonly<Record<string, string>> = {}): Promise<WallService> {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const telegram = await startFakeTelegram();
  const operator = openShell({
    env: {
      COMPANION_HTTP: "127.0.0.1:0",
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      OPENCLAW_GATEWAYS: JSON.stringify([
        { name: "main", url: gateway.url, token: gateway.token },
        { name: "away", url: "ws://127.0.0.1:1", token: "fake-token" },
      ]),
      ...env,
    },
  });
  const exit = run.run(operator.shell);
  onTestFinished(async () => {
    operator.interrupt();
    await exit;
    await Promise.all([gateway.close(), telegram.close()]);
  });
  const url = await eventually(() => {
    const line = operator.logged().find(({ msg }) => msg === "health: listening");
    expect(line).toBeDefined();
    return String(line?.["url"]);
  });
  const headers = {
    "accept-language": "en",
    ...(env["COMPANION_HTTP_TOKEN"] && { authorization: `Bearer ${env["COMPANION_HTTP_TOKEN"]}` }),
  };
  await eventually(async () => {
    expect(await (await fetch(url, { headers })).text()).toContain("gpt-5.3-codex answers instead of gpt-5.4");
  });
  return { ...operator, url, playTurn: () => gateway.playTurn() };
}
