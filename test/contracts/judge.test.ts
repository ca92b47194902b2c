import { describe, expect, test } from "vitest";
import { judgeDiscord, judgeIsHere, judgeTelegram } from "./judge.ts";

const discord = (content: string) =>
  judgeDiscord([{ method: "POST", path: "/api/v10/channels/333333333333333333/messages", body: { content } }]);
const telegram = (body: object) => judgeTelegram([{ method: "POST", path: "/bot***/sendMessage", body }]);

describe.skipIf(!judgeIsHere)("the judge of outgoing calls", () => {
  test("accepts a plain message on both services", async () => {
    await expect(discord("x")).resolves.toBeUndefined();
    await expect(telegram({ chat_id: 1, text: "x" })).resolves.toBeUndefined();
  });

  test("refuses what the services refuse", async () => {
    await expect(discord("x".repeat(2001))).rejects.toThrow("to deeply equal");
    await expect(telegram({ chat_id: 1 })).rejects.toThrow("to deeply equal");
  });
});
