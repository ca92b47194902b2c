import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/core/card.ts";
import type { CommandSummary } from "../../src/core/command.ts";
import { say } from "../../src/words/say.ts";
import { speakText } from "../../src/words/speak.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { ADMIN, GROUP, GUEST, publicReply, setUp, until, written } from "./telegram-setup.ts";

describe("commands as people type them", () => {
  test.each([
    ["/model_status", {}],
    ["/model-status", {}],
    ["/Model-Status", {}],
    ["/model–status", {}],
    ["/model_status@companion_test_bot", {}],
    ["/model-status@Companion_Test_Bot main", { agent: "main" }],
    ["/model_status main 24h", { agent: "main", window: "24h" }],
    ["/model_status window=24h main", { agent: "main", window: "24h" }],
    ['/model_status "my agent" window="last day"', { agent: "my agent", window: "last day" }],
    ["/model_status main last seven days", { agent: "main", window: "last seven days" }],
  ])("%s is understood", async (text, args) => {
    const { fake, asked } = await setUp();
    fake.say(text, { user: ADMIN, chat: GROUP });
    await written(fake, "Answer to model-status", GROUP);
    expect(asked).toMatchObject([{ name: "model-status", args, place: String(GROUP) }]);
  });

  test.each([
    ["addressed to another bot", "/model_status@other_bot", {}],
    ["of another bot", "/model", {}],
    ["in the middle of a sentence", "what does /model_status say", {}],
    ["from another bot", "/model_status", { user: { id: 77, is_bot: true } }],
  ])("a command %s is left alone in a group", async (_, text, how) => {
    const { fake, asked } = await setUp();
    fake.say(text, { chat: GROUP, ...how });
    fake.say("/fix_codex", { user: ADMIN, chat: GROUP });
    await written(fake, "Answer to fix-codex");
    expect(asked.map(({ name }) => name)).toEqual(["fix-codex"]);
  });

  test("an unknown command in a private chat goes to the answer, which knows what to say", async () => {
    const { fake, asked } = await setUp();
    fake.say("/model_stats", { user: ADMIN });
    await written(fake, "Answer to model-stats", ADMIN);
    expect(asked).toMatchObject([{ name: "model-stats", args: {} }]);
  });

  test("/start is asked as any command is, in a group only where it is meant for this bot", async () => {
    const { fake, asked } = await setUp();
    fake.say("/start", { user: GUEST, chat: GROUP });
    fake.say("/start", { user: GUEST });
    await written(fake, "Answer to start", GUEST);
    fake.say(`/start@${fake.bot.username}`, { user: GUEST, chat: GROUP });
    await written(fake, "Answer to start", GROUP);
    expect(asked.map(({ name, place }) => [name, place])).toEqual([
      ["start", String(GUEST)],
      ["start", String(GROUP)],
    ]);
  });
});

describe("who asks", () => {
  test.each([
    ["a listed person", { user: ADMIN }, true],
    ["anybody else", { user: GUEST }, false],
    ["an anonymous group admin", { user: ADMIN, senderChat: GROUP }, false],
    ["a channel that speaks in the group", { user: ADMIN, senderChat: -1_009_999_999_999 }, false],
  ])("%s", async (_, how, admin) => {
    const { fake, asked } = await setUp();
    fake.say("/model_status", { chat: GROUP, ...how });
    const [call] = await until(() => asked.length > 0 && asked);
    expect(call?.caller).toMatchObject({ platform: "telegram", admin });
  });

  test("a channel post is ignored, and so is its copy in the discussion group", async () => {
    const { fake, asked } = await setUp();
    const chat = { id: GROUP, type: "channel", title: "News" };
    fake.deliver({
      channel_post: { message_id: 1, date: Math.floor(Date.now() / 1000), chat, sender_chat: chat, text: "/fix_codex" },
    });
    const copy = {
      message_id: 2,
      date: Math.floor(Date.now() / 1000),
      chat: { id: GROUP, type: "supergroup" },
      is_automatic_forward: true,
    };
    fake.deliver({ message: { ...copy, sender_chat: chat, text: "/fix_codex" } });
    fake.say("/model_status", { user: ADMIN });
    await written(fake, "Answer to model-status");
    expect(asked).toHaveLength(1);
  });
});

describe("where the answer goes", () => {
  test("into the same topic, quoting the command", async () => {
    const { fake, asked } = await setUp();
    const question = fake.say("/model_status", { chat: GROUP, topic: 7 });
    const answer = await written(fake, "Answer to model-status", GROUP);
    expect(answer).toMatchObject({ message_thread_id: 7, reply_to_message: { message_id: question.message_id } });
    expect(asked[0]?.place).toBe(`${GROUP}:7`);
  });

  test("a thread of replies outside a forum is no topic", async () => {
    const { fake } = await setUp();
    const chat = { id: GROUP, type: "supergroup", title: "Group" };
    const from = { id: ADMIN, is_bot: false, first_name: "A" };
    fake.deliver({
      message: {
        message_id: 5,
        date: Math.floor(Date.now() / 1000),
        chat,
        from,
        message_thread_id: 3,
        text: "/model_status",
      },
    });
    expect(await written(fake, "Answer to model-status", GROUP)).not.toHaveProperty("message_thread_id");
  });

  test("without a quote when the command was deleted meanwhile", async () => {
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    const { fake } = await setUp({ answer: () => gone.then(() => publicReply("Late")) });
    fake.deleteMessage(fake.say("/model_status", { chat: GROUP }));
    go();
    expect(await written(fake, "Late", GROUP)).not.toHaveProperty("reply_to_message");
  });

  test("a slow answer holds up no other", async () => {
    const { promise: slow, resolve: finish } = Promise.withResolvers<void>();
    const { fake } = await setUp({
      answer: ({ name }) =>
        name === "fix-codex" ? slow.then(() => publicReply("Slow")) : Promise.resolve(publicReply("Fast")),
    });
    fake.say("/fix_codex", { chat: GROUP });
    fake.say("/model_status", { chat: GROUP });
    await written(fake, "Fast");
    await until(() => fake.actions.length > 0);
    expect(fake.actions).toEqual([{ chat: GROUP, action: "typing" }]);
    finish();
    await written(fake, "Slow");
  });
});

describe("the menu of commands", () => {
  test("everyone is shown what everyone may use, admins everything", async () => {
    const fake = await startFakeTelegram();
    fake.start(ADMIN);
    await setUp({ fake });
    await until(() => fake.menus.has(`chat:${ADMIN} zh`));
    const names = [...fake.menus].map(([scope, menu]) => [scope, menu.map(({ command }) => command)]);
    const expected = ["", " de", " zh"].flatMap((language) => [
      [`default${language}`, ["model_status"]],
      [`all_chat_administrators${language}`, ["model_status", "fix_codex"]],
      [`chat:${ADMIN}${language}`, ["model_status", "fix_codex"]],
    ]);
    expect(Object.fromEntries(names)).toEqual(Object.fromEntries(expected));
  });

  test("is not published again when nothing changed", async () => {
    const fake = await startFakeTelegram();
    fake.start(ADMIN);
    const menu = [{ command: "model_status", description: "Which model really answers" }];
    fake.menus.set("default", menu);
    await setUp({ fake });
    await until(() => fake.menus.has(`chat:${ADMIN} zh`));
    expect(fake.callsOf("getMyCommands")).toHaveLength(9);
    expect(fake.callsOf("setMyCommands")).toHaveLength(8);
  });

  test("says in each reader's language what the commands do, under the same names", async () => {
    const fake = await startFakeTelegram();
    fake.start(ADMIN);
    const help: CommandSummary = { name: "help", summary: say("menu.help"), access: "everyone", options: {} };
    await setUp({ fake, commands: [help] });
    await until(() => fake.menus.has(`chat:${ADMIN} zh`));
    expect(["default", "default de", "default zh"].map((scope) => fake.menus.get(scope))).toEqual(
      LANGUAGES.map((language) => [{ command: "help", description: speakText(say("menu.help"), language) }]),
    );
  });

  test("an admin who never opened the bot does not stop it", async () => {
    const { fake, logged } = await setUp();
    await until(() => logged.some(({ message }) => message.includes("menu not published")));
    fake.say("/model_status", { chat: GROUP });
    expect(await written(fake, "Answer to model-status")).toMatchObject({ chat: { id: GROUP } });
  });
});

test.each([
  [ADMIN, "direct"],
  [GROUP, "group"],
])("what is asked in the chat %i says where and when", async (chat, kind) => {
  const { fake, asked } = await setUp();
  const { date } = fake.say("/model_status", { user: ADMIN, chat });
  const message = await written(fake, "Answer to model-status", chat);
  const origin = { platform: "telegram", kind, community: String(chat), userInstalled: false };
  expect(asked).toMatchObject([{ origin: { ...origin, at: date * 1_000 } }]);
  expect(message.chat.id).toBe(chat);
});
