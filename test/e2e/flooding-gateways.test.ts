import type { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { FLOODS, type Attack } from "../fakes/hostile-frames.ts";
import { story } from "../fakes/hostile-gateways.ts";
import { startToldGateway } from "../fakes/told-gateway.ts";
import { startProcess } from "./process.ts";
import { envOf, GROUP, openTelegram, TELEGRAM_ADMIN, written } from "./service.ts";

const PATIENCE = 60_000;
/** Many times what a hang-up leaves in the buffers of both ends, and nothing to what is sent without an end. */
const MOST_BYTES = 60_000_000;

it.each(FLOODS)(
  "a gateway that sends %s is hung up on each time, and the one beside it is read and warned of",
  async (_what, make) => {
    const connections: Duplex[] = [];
    const attack: Attack = (connection, signal) => {
      connections.push(connection);
      make()(connection, signal);
    };
    await using hostile = await startToldGateway({ ...story(), attack });
    await using honest = await startFakeGateway("2026.3.2", "issue-38706");
    const { telegram, env } = await openTelegram();
    const gateways = envOf({ honest, hostile: { url: hostile.url, token: "fake-gateway-token" } });
    const run = startProcess([], { ...env, ...gateways, TELEGRAM_WARNING_CHATS: String(GROUP) }, makeFolder());

    await eventually(() => expect(run.complained().split("it sends too much").length).toBeGreaterThan(3), PATIENCE);
    await written(telegram, "honest: gpt-5.3-codex", GROUP, PATIENCE);
    await honest.playTurn();
    await written(telegram, "4 answers by a fallback, 4 × 401", GROUP, PATIENCE);
    telegram.say("/model_status hostile", { user: TELEGRAM_ADMIN, chat: TELEGRAM_ADMIN });
    await written(telegram, "it sends too much", TELEGRAM_ADMIN);

    expect(connections.length).toBeGreaterThan(1);
    for (const { destroyed, writableLength } of connections.slice(0, -1))
      expect({ destroyed, isFull: writableLength > MOST_BYTES }).toEqual({ destroyed: true, isFull: false });
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
  },
  3 * PATIENCE,
);
