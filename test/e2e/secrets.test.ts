import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startToldGateway } from "../fakes/told-gateway.ts";
import { fallingBack } from "../fakes/told-story.ts";
import { SECRETS } from "../unit/parts/secrets.ts";
import { startProcess } from "./process.ts";
import { ADMIN, GROUP, openDiscord, openTelegram, TELEGRAM_ADMIN, written } from "./service.ts";

/** A word that stands nowhere else, written as the one it replaces. */
const MARK: Readonly<Record<string, string>> = { f: "z", a: "o", k: "r", e: "q", F: "Z", A: "O", K: "R", E: "Q" };
const mark = (text: string): string =>
  text.replaceAll(/fake/gi, (word) => word.replaceAll(/./g, (letter) => MARK[letter] ?? letter));
const FOUND = /zorq/i;

const [PRIMARY, FALLBACK] = ["openai/gpt-5.6-terra", "anthropic/claude-opus-4-6"];

/** Every form of secret in what a provider said, once in a turn of its own. */
const toldBy = (version: string) => {
  const turns = SECRETS.map(([, secret], index) => ({
    minutesAgo: 5 + index,
    words: `HTTP 401 Unauthorized: refused ${mark(secret)} of this account`,
    reason: "auth",
    status: 401,
  }));
  return fallingBack(version, PRIMARY ?? "", FALLBACK ?? "", turns);
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));

it.each(["2026.3.2", "2026.9.6"])(
  "no form of secret stays of what %s tells: log, ledger, WAL, cards",
  async (version) => {
    await using gateway = await startToldGateway(toldBy(version));
    const [{ discord, env }, { telegram, env: more }] = [await openDiscord(), await openTelegram()];
    const folder = makeFolder();
    const gateways = JSON.stringify([{ name: "main", url: gateway.url, token: "some-gateway-token" }]);
    const own = { OPENCLAW_GATEWAYS: gateways, TELEGRAM_WARNING_CHATS: String(GROUP), LOG_LEVEL: "trace" };
    const run = startProcess([], { ...env, ...more, ...own }, folder);
    await discord.ready();
    await written(telegram, "main", GROUP);
    await eventually(async () =>
      expect((await discord.slash("model-status", {}, ADMIN).reply()).text).toContain("401"),
    );
    for (const name of ["model-history", "warnings", "fix-codex", "audit"])
      await discord.slash(name, {}, ADMIN).reply();
    telegram.say("/model_status", { user: TELEGRAM_ADMIN, chat: TELEGRAM_ADMIN });
    await written(telegram, "401", TELEGRAM_ADMIN);

    const data = join(folder, "data");
    expect(readdirSync(data)).toContain("companion.sqlite-wal");
    const said = () => [run.complained(), run.printed(), JSON.stringify(discord.calls), JSON.stringify(telegram.calls)];
    for (const text of [...filesIn(data), ...said()]) expect(FOUND.exec(text)?.[0]).toBeUndefined();
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
    for (const text of [...filesIn(data), ...said()]) expect(FOUND.exec(text)?.[0]).toBeUndefined();

    // The same ledger, by the commands that run once.
    for (const args of [["status"], ["status", "--json"], ["doctor"], ["ask", "/model-status"]]) {
      const once = startProcess(args, own, folder);
      await once.end;
      expect(once.printed()).toContain("main");
      expect(FOUND.exec(once.printed() + once.complained())?.[0]).toBeUndefined();
    }
  },
);
