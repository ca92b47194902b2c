import { expect, test } from "vitest";
import { create, card, startFake } from "./discord-harness.ts";
import { setUp, GROUP, card as telegramCard } from "./telegram-setup.ts";
import { readMention } from "../../src/platforms/discord/mention.ts";

const ID = "300000000000000001";

test.each([
  ["a role", `role:${ID}`, `<@&${ID}> 🟢 main: x`, { parse: [], roles: [ID], replied_user: false }],
  ["a person", `user:${ID}`, `<@${ID}> 🟢 main: x`, { parse: [], users: [ID], replied_user: false }],
])("Discord: %s is mentioned where somebody has to look, and nobody else", async (_, mention, content, allowed) => {
  const fake = await startFake();
  const { platform } = create(fake, { mention });
  const posted = await platform.post(fake.channel, card("main: x"), { key: "k1", mention: true });
  await platform.post(fake.channel, card("main: @everyone"), { key: "k2", replacing: posted, mention: true });
  await platform.post(fake.channel, card("main: z"), { key: "k3", answering: posted });
  const bodies = fake.calls.map(({ body }) => body);
  expect(bodies[0]).toMatchObject({ content, allowed_mentions: allowed });
  for (const body of bodies.slice(1)) {
    expect(body).toMatchObject({ content: expect.not.stringContaining(ID), allowed_mentions: { parse: [] } });
    expect(JSON.stringify(body)).not.toContain(ID);
  }
});

test.each([
  ["role:1", { kind: "role", id: "1" }],
  ["<@&1>", { kind: "role", id: "1" }],
  ["user:1", { kind: "user", id: "1" }],
  ["<@1>", { kind: "user", id: "1" }],
  ["7", { kind: "role", id: "7" }],
  ["1", { kind: "user", id: "1" }],
  [undefined, null],
])("%s is read as whom to mention", (setting, whom) => {
  expect(readMention(setting, (id) => id === "7")).toEqual(whom);
});

test.each([
  ["4242", '🔔 <a href="tg://user?id=4242">please look</a>'],
  ["@ada_l", "🔔 @ada_l"],
])("Telegram: %s is mentioned at the end of a warning, and not in its edits", async (mention, words) => {
  const { fake, telegram } = await setUp({ mention });
  const posted = await telegram.post(`${GROUP}`, telegramCard("main: x"), { key: "k1", mention: true });
  await telegram.post(`${GROUP}`, telegramCard("main: y"), { key: "k2", replacing: posted });
  await telegram.post(`${GROUP}`, telegramCard("main: z"), { key: "k3", answering: posted });
  const [first, ...others] = [...fake.callsOf("sendMessage"), ...fake.callsOf("editMessageText")];
  expect(first?.body["text"]).toMatch(/^\S+ <b>main: x<\/b>/);
  expect(first?.body["text"]).toContain(words);
  for (const { body } of others) expect(body["text"]).not.toContain("🔔");
});
