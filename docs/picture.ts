// Draws docs/warning.png, docs/model-status.png and docs/fix-codex.png: what the demo tells a room and replies to an admin,
// rendered by the product's own renderers, in pages that look like Telegram and Discord at a phone's width. Needs a
// Chromium, given as the argument:
//
//   node docs/picture.ts chromium
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Card } from "../src/core/card.ts";
import { renderCard } from "../src/platforms/discord/out/render/card.ts";
import { toDiscordPage } from "./picture/discord.ts";
import { NOW, playStory } from "./picture/story.ts";
import { toTelegramPage } from "./picture/telegram.ts";
import { speak } from "../src/words/speak.ts";

const WIDTH = 480;

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

function draw(name: string, html: string): void {
  const page = join(folder, `${name}.html`);
  writeFileSync(page, html);
  const url = pathToFileURL(page).href;
  // The page writes its own height into its title; only then is it known how large the picture is.
  const height = /<title>(\d+)<\/title>/.exec(
    browse(chromium, folder, ["--dump-dom", `--window-size=${WIDTH},400`, url]),
  )?.[1];
  const picture = join(import.meta.dirname, `${name}.png`);
  browse(chromium, folder, [`--screenshot=${picture}`, `--window-size=${WIDTH},${height}`, url]);
}

function drawInDiscord(command: string, card: Card): void {
  const { embeds, components } = renderCard(speak(card, "en")).body;
  draw(command, toDiscordPage({ command, asker: "Ada", embeds, components, now: NOW }));
}

try {
  const { warning, status, plan, resolved } = await playStory(join(folder, "data"));
  const told = [warning, resolved].map((card) => speak(card, "en"));
  draw("warning", await toTelegramPage(told, NOW));
  drawInDiscord("model-status", status);
  drawInDiscord("fix-codex", plan);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
