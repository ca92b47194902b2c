import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeDiscord } from "../test/fakes/discord/server.ts";
import { startFakeGateway } from "../test/fakes/gateway.ts";

// What an admin waits for, and what the process holds, while 300 people ask for /model-history in the same moment, all
// in one channel or each in one of their own: `node bench/crowd.ts [apart]`.
const isApart = process.argv[2] === "apart";
const CROWD = 300;
const ADMIN = "200000000000000001";
const BUDGET = { acknowledged: 1_000, megabytes: 250 };

const folder = mkdtempSync(join(tmpdir(), "companion-crowd-"));
const gateway = await startFakeGateway("2026.3.2", "issue-38706");
const discord = await startFakeDiscord();
const companion = spawn(process.execPath, [join(import.meta.dirname, "../bin/companion.mjs")], {
  cwd: folder,
  env: {
    HOME: folder,
    COMPANION_DATA_DIR: join(folder, "data"),
    OPENCLAW_GATEWAYS: JSON.stringify([{ name: "main", url: gateway.url, token: gateway.token }]),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DISCORD_ADMINS: ADMIN,
    LOG_LEVEL: "error",
  },
  stdio: ["ignore", "inherit", "inherit"],
});

/** Megabytes that this process has, or had at most. */
const memoryOf = (field: "VmRSS" | "VmHWM"): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${companion.pid}/status`, "utf8"))?.[1]) / 1_024;

const isAcknowledged = (id: string): boolean =>
  discord.calls.some(({ path, status }) => path.includes(`/interactions/${id}/`) && status !== undefined);

try {
  await discord.ready();
  await discord.slash("model-status", {}, { id: ADMIN, name: "Ada" }).reply();
  const before = memoryOf("VmRSS");
  const began = performance.now();
  const asked = Array.from({ length: CROWD }, (_, index) => {
    const id = String(300_000_000_000_000_000n + BigInt(index));
    return discord.slash(
      "model-history",
      {},
      { id, name: `P${index}`, ...(isApart && { channel: `4${id.slice(1)}` }) },
    );
  });
  const admin = discord.slash("model-status", {}, { id: ADMIN, name: "Ada" });
  while (!isAcknowledged(admin.id)) await new Promise((resolve) => setTimeout(resolve, 2));
  const acknowledged = performance.now() - began;
  await admin.reply();
  const answered = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const heard = asked.filter(({ id }) => isAcknowledged(id)).length;
  const most = memoryOf("VmHWM");
  console.log(`admin acknowledged after ${Math.round(acknowledged)} ms, answered after ${Math.round(answered)} ms`);
  console.log(
    `${heard} of ${CROWD} others were answered; memory ${Math.round(before)} MB before, ${Math.round(most)} MB at most`,
  );
  if (acknowledged > BUDGET.acknowledged || most > BUDGET.megabytes) process.exitCode = 1;
} finally {
  companion.kill("SIGTERM");
  await new Promise((resolve) => companion.once("exit", resolve));
  await discord.close();
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}
