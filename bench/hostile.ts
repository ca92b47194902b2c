import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startFakeTelegram } from "../test/fakes/telegram/server.ts";
import { HOSTILE, story } from "../test/fakes/hostile-gateways.ts";
import { startToldGateway, type Told } from "../test/fakes/told-gateway.ts";

// For how long a hostile gateway keeps the main thread of a service busy at a time: `node bench/hostile.ts [words]`.
const BUDGET = 100;
const [wanted = ""] = process.argv.slice(2);

/** A door that lets nobody in until it is opened: what a start costs is not what is measured. */
async function openDoor(url: string) {
  let isOpen = false;
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    if (!isOpen) return void socket.destroy();
    const there = connect(Number(new URL(url).port), "127.0.0.1");
    there.on("error", () => socket.destroy());
    socket.on("close", () => there.destroy());
    socket.pipe(there).pipe(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `ws://127.0.0.1:${port}`, open: () => void (isOpen = true), close: () => server.close() };
}

async function measure(told: Told): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "companion-hostile-"));
  const telegram = await startFakeTelegram();
  await using honest = await startToldGateway(story());
  await using hostile = await startToldGateway(told);
  const door = await openDoor(hostile.url);
  const gateways = [
    { name: "honest", url: honest.url },
    { name: "hostile", url: door.url },
  ];
  const companion = spawn(
    process.execPath,
    ["--import", join(import.meta.dirname, "parts/stops.mjs"), join(import.meta.dirname, "../bin/companion.mjs")],
    {
      cwd: folder,
      env: {
        HOME: folder,
        COMPANION_DATA_DIR: join(folder, "data"),
        OPENCLAW_GATEWAYS: JSON.stringify(gateways.map((one) => ({ ...one, token: "fake-gateway-token" }))),
        TELEGRAM_TOKEN: telegram.token,
        TELEGRAM_API_URL: telegram.url,
        TELEGRAM_WARNING_CHATS: "-1001234567890",
        LOG_LEVEL: "fatal",
      },
      stdio: ["ignore", "inherit", "pipe"],
    },
  );
  let said = "";
  companion.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  try {
    // Until what a start loads is loaded, and its memory was given back.
    await pause(17_000);
    companion.kill("SIGUSR2");
    await pause(500);
    said = "";
    door.open();
    await pause(25_000);
    companion.kill("SIGUSR2");
    await pause(500);
    return Number(/longest (\d+)/.exec(said)?.[1] ?? NaN);
  } finally {
    companion.kill("SIGTERM");
    await once(companion, "exit");
    door.close();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const cases = [["nothing unusual", () => story()] as const, ...HOSTILE].filter(([what]) => what.includes(wanted));
for (const [what, make] of cases) {
  const longest = await measure(make());
  console.log(`${String(longest).padStart(5)} ms  ${what}`);
  if (longest > BUDGET) process.exitCode = 1;
}
