// Draws docs/model-status.png and docs/fix-codex.png: what the demo replies to an admin, rendered by the product's own
// Discord renderer, in a page that looks like Discord at a phone's width. Needs a Chromium, given as the argument:
//
//   node docs/picture.ts chromium
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createCompanion } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import type { Card } from "../src/core/card.ts";
import { startEmbeddedGateway } from "../fake-gateway/gateway.ts";
import { readIssue38706 } from "../src/demo/issue-38706.ts";
import { renderCard } from "../src/platforms/discord/out/render/card.ts";
import { toPage } from "./picture/page.ts";
import { speak } from "../src/words/speak.ts";

const WIDTH = 480;
const COMMANDS = ["model-status", "fix-codex"] as const;
/** The morning of the issue; a clock that stands still draws the same picture every time. */
const NOW = Date.UTC(2026, 2, 7, 9, 15);
const clock = (): number => NOW;

async function ask(command: string, folder: string): Promise<Card> {
  await using gateway = await startEmbeddedGateway({ ...readIssue38706(), token: "demo", clock });
  const env = { OPENCLAW_GATEWAY_URL: gateway.url, OPENCLAW_GATEWAY_TOKEN: gateway.token, COMPANION_DATA_DIR: folder };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const companion = await createCompanion(
    readConfig(env, () => ""),
    { clock, random: () => 0.5, log, version: "picture" },
    "must",
  );
  const stop = new AbortController();
  try {
    await companion.readOnce(stop.signal);
    const caller = { platform: "discord", id: "1", name: "Ada", admin: true };
    const origin = { platform: "discord", kind: "group", community: "1", userInstalled: false, at: clock() } as const;
    const call = { name: command, args: {}, caller, origin, place: "1", signal: stop.signal };
    const reply = await companion.answer(call);
    return reply.card;
  } finally {
    stop.abort();
    await companion.close();
  }
}

const browse = (chromium: string, folder: string, args: readonly string[]): string =>
  execFileSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--hide-scrollbars",
      // Lets the fonts be loaded before anything is measured or drawn.
      "--virtual-time-budget=3000",
      "--force-device-scale-factor=1.25",
      `--user-data-dir=${join(folder, "profile")}`,
      ...args,
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );

const [, , chromium = ""] = process.argv;
if (chromium === "") throw new Error("which Chromium? For example: node docs/picture.ts chromium");
const folder = mkdtempSync(join(tmpdir(), "openclaw-companion-picture-"));

async function draw(command: string): Promise<void> {
  const { embeds, components } = renderCard(speak(await ask(command, join(folder, command)), "en")).body;
  const page = join(folder, `${command}.html`);
  writeFileSync(page, toPage({ command, asker: "Ada", embeds, components, now: NOW }));
  const url = pathToFileURL(page).href;
  // The page writes its own height into its title; only then is it known how large the picture is.
  const height = /<title>(\d+)<\/title>/.exec(
    browse(chromium, folder, ["--dump-dom", `--window-size=${WIDTH},400`, url]),
  )?.[1];
  const picture = join(import.meta.dirname, `${command}.png`);
  browse(chromium, folder, [`--screenshot=${picture}`, `--window-size=${WIDTH},${height}`, url]);
}

try {
  for (const command of COMMANDS) await draw(command);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
