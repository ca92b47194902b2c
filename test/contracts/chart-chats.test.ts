import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { modelHistory } from "../../commands/model-history.ts";
import { createAnswer } from "../../src/answer.ts";
import { OPEN_HOUSE } from "../../src/answer/audience.ts";
import { createPainter } from "../../src/chart/painter.ts";
import { createRenderer } from "../../src/chart/png.ts";
import type { Command } from "../../src/core/command.ts";
import { divide, type HistorySource } from "../../src/core/history.ts";
import type { Log } from "../../src/core/log.ts";
import type { Answer } from "../../src/core/platform.ts";
import { DAY, HOUR, MINUTE } from "../../src/core/time.ts";
import { openFile } from "../../src/store/sqlite/open.ts";
import { CODEX, failureAt, GPT, NOW, turnAt } from "../unit/parts/history-samples.ts";
import { readPng } from "./chart-png.ts";
import { serveReady } from "./discord-harness.ts";
import { GROUP, setUp, written } from "./telegram-setup.ts";

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The command over a real ledger with one bad hour, and the answer that platforms are given. */
async function open(gateways: readonly string[]): Promise<{ readonly command: Command; readonly answer: Answer }> {
  const folder = mkdtempSync(join(tmpdir(), "companion-chart-"));
  const store = await openFile(folder, () => NOW);
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  for (const gateway of gateways) {
    const bad = Array.from({ length: 12 }, (_, index) => NOW - 5 * HOUR + index * 5 * MINUTE);
    const turns = [
      ...Array.from({ length: 40 }, (_, index) => turnAt(NOW - 8 * HOUR + index * 4 * MINUTE, GPT)),
      ...bad.map((at, index) => turnAt(at, index === 11 ? null : CODEX)),
    ];
    await store.ledger.record(gateway, { turns, attempts: bad.map((at) => failureAt(at - 1_000)) });
    await store.ledger.setRecordSince(gateway, NOW - 2 * DAY);
  }
  const histories: HistorySource = {
    gateways,
    read: async (gateway, from, to) => ({
      ...(await store.histories.history(gateway, divide(from, to))),
      seenUntil: NOW,
    }),
    picture: createPainter(createRenderer(), SILENT, "en"),
  };
  const command = modelHistory(histories);
  return {
    command,
    answer: createAnswer([command], { audience: OPEN_HOUSE, audit: null, clock: () => NOW, log: SILENT }),
  };
}

const SUMS = "51 answers, 11 by a fallback, 12 attempts refused with 401, 1 turn without an answer";

describe("in Discord", () => {
  test("the picture comes as a file with its description, under the same in words", async () => {
    const { command, answer } = await open(["main"]);
    const { fake } = await serveReady(answer, { commands: [command] });
    const reply = await fake.slash("model-history", { gateway: "main", window: "24h" }).reply();
    expect(reply.ephemeral).toBe(false);
    expect(reply.attachments).toEqual([
      { id: "0", filename: "image-1.png", description: expect.stringContaining(SUMS) },
    ]);
    expect(reply.embeds).toHaveLength(1);
    expect(reply.embeds[0]).toMatchObject({
      title: "Answers by model, last 24h on main",
      image: { url: "attachment://image-1.png" },
    });
    expect(reply.text).toContain("51");
    expect(reply.text).toContain("openai-codex/gpt-5.3-codex");
    const [file] = reply.files;
    expect(file?.type).toBe("image/png");
    expect(readPng(file?.bytes ?? new Uint8Array()).width).toBe(1_360);
  });

  test("every gateway has a picture of its own when none is named", async () => {
    const { command, answer } = await open(["main", "lab"]);
    const { fake } = await serveReady(answer, { commands: [command] });
    const reply = await fake.slash("model-history", { window: "6h" }).reply();
    expect(reply.files.map(({ name }) => name)).toEqual(["image-1.png", "image-2.png"]);
    expect(reply.embeds.map((embed) => embed["image"])).toEqual([
      { url: "attachment://image-1.png" },
      { url: "attachment://image-2.png" },
    ]);
  });

  test("gateways and windows are proposed while typing", async () => {
    const { command, answer } = await open(["main", "lab"]);
    const { fake } = await serveReady(answer, { commands: [command] });
    expect(await fake.autocomplete("model-history", "gateway", "")).toEqual(["main", "lab"]);
    expect(await fake.autocomplete("model-history", "window", "")).toEqual(["1h", "6h", "24h", "7d", "30d"]);
  });
});

describe("in Telegram", () => {
  test("the picture comes as a photo whose caption says the same in words", async () => {
    const { command, answer } = await open(["main"]);
    const { fake } = await setUp({ answer, commands: [command] });
    fake.say("/model_history main 24h", { chat: GROUP });
    const message = await written(fake, "Answers by model", GROUP);
    expect(message.caption).toContain(
      "51 answers, 11 of them by a fallback; 12 attempts refused with 401, 1 turn without an answer.",
    );
    expect(message.caption).toContain("openai-codex/gpt-5.3-codex 11 (22 %), as a fallback");
    expect(fake.written(GROUP)).toHaveLength(1);
    const photo = fake.files.get(message.photo?.[0]?.file_id ?? "");
    expect(readPng(photo ?? new Uint8Array()).width).toBe(1_360);
  });

  test("a window alone is understood, and further pictures are captioned with their description", async () => {
    const { command, answer } = await open(["main", "lab"]);
    const { fake } = await setUp({ answer, commands: [command] });
    fake.say("/model-history 6h", { chat: GROUP });
    const second = await written(fake, "Chart of the answers of lab", GROUP);
    expect(second.photo).toBeDefined();
    expect(fake.written(GROUP).filter(({ photo }) => photo !== undefined)).toHaveLength(2);
  });
});
