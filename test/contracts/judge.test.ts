import { describe, expect, test } from "vitest";
import { judgeDiscord, judgeIsHere, judgeTelegram } from "./judge.ts";

describe.skipIf(!judgeIsHere)("the judge of outgoing calls", () => {
  test("accepts a plain message on both services", async () => {
    await judgeDiscord([
      { method: "POST", path: "/api/v10/channels/333333333333333333/messages", body: { content: "x" } },
    ]);
    await judgeTelegram([{ method: "POST", path: "/bot***/sendMessage", body: { chat_id: 1, text: "x" } }]);
  });

  test("refuses what the services refuse", async () => {
    const tooLong = { content: "x".repeat(2001) };
    await expect(
      judgeDiscord([{ method: "POST", path: "/api/v10/channels/333333333333333333/messages", body: tooLong }]),
    ).rejects.toThrow();
    await expect(
      judgeTelegram([{ method: "POST", path: "/bot***/sendMessage", body: { chat_id: 1 } }]),
    ).rejects.toThrow();
  });
});
