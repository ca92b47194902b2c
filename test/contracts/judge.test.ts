import { describe, expect, test } from "vitest";
import { judgeDiscordAnswer, judgeDiscordCall } from "./judge/discord.ts";
import { judgeTelegramCall } from "./judge/telegram.ts";

const message = (body: object) =>
  judgeDiscordCall({ method: "POST", path: "/api/v10/channels/333333333333333333/messages", body });
const registered = (...body: object[]) =>
  judgeDiscordCall({ method: "PUT", path: "/api/v10/applications/333333333333333333/commands", body });
const button = (more: object) => ({
  components: [{ type: 1, components: [{ type: 2, style: 1, label: "x", ...more }] }],
});
const answered = (body: unknown, status = 200) =>
  judgeDiscordAnswer({ method: "GET", path: "/api/v10/gateway/bot", status, body });
const sent = (body: object, method = "sendMessage") =>
  judgeTelegramCall({ method: "POST", path: `/bot***/${method}`, body });

describe("the judge of outgoing calls", () => {
  test("accepts a plain message on both services", () => {
    expect(message({ content: "x" })).toEqual([]);
    expect(message(button({ custom_id: "a" }))).toEqual([]);
    expect(registered({ name: "model-status", description: "x", type: 1 })).toEqual([]);
    expect(sent({ chat_id: 1, text: "<b>x</b> & y", parse_mode: "HTML" })).toEqual([]);
  });

  test.each([
    ["too long", message({ content: "x".repeat(2001) }), /2000/],
    ["empty", message({}), /empty message/],
    ["a key that is misspelt", message({ content: "x", ephemeral: true }), /ephemeral/],
    ["a button without an id", message(button({})), /custom_id/],
    ["a component outside a row", message({ components: [{ type: 2, style: 1, label: "x", custom_id: "a" }] }), /row/],
    ["a name with capitals", registered({ name: "Status", description: "x" }), /no name/],
    ["a path that is not known", judgeDiscordCall({ method: "GET", path: "/api/v10/nowhere" }), /nowhere/],
    ["a method that is not offered", judgeDiscordCall({ method: "PUT", path: "/api/v10/users/@me" }), /PUT/],
    ["a query nobody knows", judgeDiscordCall({ method: "GET", path: "/users/@me", query: { a: "1" } }), /query/],
  ])("refuses what Discord refuses: %s", (_, complaints, words) => {
    expect(complaints.join("\n")).toMatch(words);
  });

  test.each([
    ["no text", sent({ chat_id: 1 }), /text/],
    ["a text of blanks", sent({ chat_id: 1, text: " " }), /empty/],
    ["too much to show", sent({ chat_id: 1, text: "x".repeat(4097), parse_mode: "HTML" }), /x-shown/],
    ["a key nobody knows", sent({ chat_id: 1, text: "x", disable_web_page_preview: true }), /preview/],
    ["a bare angle", sent({ chat_id: 1, text: "1 < 2", parse_mode: "HTML" }), /bare/],
    ["a tag that stays open", sent({ chat_id: 1, text: "<b>x", parse_mode: "HTML" }), /not closed/],
    ["an edit of nothing", sent({ text: "x" }, "editMessageText"), /edit needs/],
    [
      "data of 65 bytes",
      sent({
        chat_id: 1,
        text: "x",
        reply_markup: { inline_keyboard: [[{ text: "x", callback_data: "x".repeat(65) }]] },
      }),
      /x-bytes/,
    ],
    ["a method nobody knows", sent({}, "sendNothing"), /sendNothing/],
  ])("refuses what Telegram refuses: %s", (_, complaints, words) => {
    expect(complaints.join("\n")).toMatch(words);
  });

  test("knows what Discord would never answer", () => {
    const limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
    expect(answered({ url: "wss://gateway.example/", shards: 1, session_start_limit: limit })).toEqual([]);
    expect(answered({ shards: 1 }).join("\n")).toMatch(/url/);
    expect(answered({}, 204).join("\n")).toMatch(/204/);
  });
});
