import { expect, it } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { envOf, GROUP, GUEST, openDiscord, openTelegram, startService, TELEGRAM_GUEST, written } from "./service.ts";

const STRANGER = { id: "200000000000000077", name: "Stella" };
const TURNED_AWAY = "answers only where it was set up";

it("answers in private who is in the Discord server, and nobody else", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { discord, env } = await openDiscord();
  discord.world.outsiders.add(STRANGER.id);
  const service = startService({ env: { ...env, ...envOf(gateway) } });
  await discord.ready();
  expect(service.logged()).toContainEqual(
    expect.objectContaining({
      platform: "discord",
      hint: expect.stringContaining("COMPANION_AUDIENCE=discord:SERVER"),
    }),
  );

  const member = await discord.slash("id", {}, { ...GUEST, where: "direct" }).reply();
  expect(member.text).toContain(GUEST.id);
  expect(member.text).not.toContain(TURNED_AWAY);

  const stranger = discord.slash("id", {}, { ...STRANGER, where: "direct" });
  const { text } = await stranger.reply();
  expect(text).toContain(TURNED_AWAY);
  expect(text).toContain("openclaw-companion setup");
  expect(stranger.replies()).toHaveLength(1);
  const paths = discord.calls.map(({ path }) => path);
  for (const { id } of [GUEST, STRANGER]) expect(paths).toContain(`/api/v10/guilds/${discord.guildId}/members/${id}`);
});

it.each([
  ["member", "answered"],
  ["left", "turned away"],
  ["kicked", "turned away"],
] as const)("takes whoever is %s of the Telegram group as one who is %s in private", async (status, outcome) => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { telegram, env } = await openTelegram();
  telegram.statuses.set(`${GROUP}:${TELEGRAM_GUEST}`, status);
  startService({ env: { ...env, ...envOf(gateway), COMPANION_AUDIENCE: "", TELEGRAM_WARNING_CHATS: `${GROUP}` } });
  telegram.say("/id", { user: TELEGRAM_GUEST });

  const { text = "" } = await written(
    telegram,
    outcome === "answered" ? "You are no admin here" : TURNED_AWAY,
    TELEGRAM_GUEST,
  );
  expect(text.includes(TURNED_AWAY)).toBe(outcome === "turned away");
  expect(telegram.callsOf("getChatMember").map(({ body }) => body)).toEqual([
    expect.objectContaining({ chat_id: GROUP, user_id: TELEGRAM_GUEST }),
  ]);
});

it("goes on answering in a Telegram group that became a supergroup, also after a restart, and says what to write", async () => {
  const [group, supergroup] = [-4_001, -1_002_222_222_222];
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { telegram, env } = await openTelegram();
  const own = { ...env, ...envOf(gateway), COMPANION_AUDIENCE: `telegram:${group}` };
  const isSaid = ({ logged }: Pick<ReturnType<typeof startService>, "logged">) =>
    eventually(() =>
      expect(logged()).toContainEqual(
        expect.objectContaining({ setting: "COMPANION_AUDIENCE", from: `${group}`, to: `${supergroup}` }),
      ),
    );
  const first = startService({ env: own });
  telegram.upgrade(group, supergroup);
  await isSaid(first);
  telegram.say("/id", { user: TELEGRAM_GUEST, chat: supergroup });
  await written(telegram, `This room: telegram:${supergroup}`, TELEGRAM_GUEST);
  await first.stop();

  const next = startService({ env: own, dataDir: first.dataDir });
  await isSaid(next);
  const before = telegram.written(TELEGRAM_GUEST).length;
  telegram.say("/id", { user: TELEGRAM_GUEST, chat: supergroup });
  await eventually(() => expect(telegram.written(TELEGRAM_GUEST).length).toBeGreaterThan(before));
  expect(telegram.written().every(({ text = "" }) => !text.includes(TURNED_AWAY))).toBe(true);
});
