import { ApplicationIntegrationType, ChannelType, InteractionType } from "discord.js";
import { describe, expect, test } from "vitest";
import { readCaller, readOrigin } from "../../../../src/platforms/discord/in/interaction.ts";
import { readRaw } from "../../../../src/platforms/discord/wire/raw.ts";

const USER = { id: "100000000000000001", username: "ada" };
const ADMIN_ROLE = "300000000000000001";
const { GuildInstall, UserInstall } = ApplicationIntegrationType;

function interaction(rest: object) {
  const raw = readRaw({
    id: "900000000000000001",
    token: "fake",
    application_id: "500000000000000001",
    type: InteractionType.ApplicationCommand,
    user: USER,
    data: { name: "help" },
    ...rest,
  });
  if (raw === null) throw new Error("no interaction");
  return raw;
}

describe("where somebody asks", () => {
  const guild = { guild_id: "700000000000000001", member: { user: USER } };
  test.each<[what: string, rest: object, kind: string, userInstalled: boolean]>([
    [
      "in a server that let the bot in",
      { ...guild, authorizing_integration_owners: { [GuildInstall]: "7" } },
      "group",
      false,
    ],
    [
      "in a server where somebody brought it",
      { ...guild, authorizing_integration_owners: { [UserInstall]: "1" } },
      "group",
      true,
    ],
    [
      "in a server that let it in, by somebody who has it besides",
      { ...guild, authorizing_integration_owners: { [GuildInstall]: "7", [UserInstall]: "1" } },
      "group",
      false,
    ],
    ["alone with it", { authorizing_integration_owners: { [GuildInstall]: "0" } }, "direct", false],
    ["where nobody says who let it in", {}, "direct", false],
    [
      "among friends",
      { channel: { id: "1", type: ChannelType.GroupDM }, authorizing_integration_owners: { [UserInstall]: "1" } },
      "group",
      true,
    ],
  ])("%s", (_what, rest, kind, userInstalled) => {
    expect(readOrigin(interaction(rest))).toMatchObject({ kind, userInstalled });
  });
});

test.each<[what: string, rest: object, isAdmin: boolean]>([
  ["a role of an admin", { member: { user: USER, roles: ["1", ADMIN_ROLE] } }, true],
  ["other roles", { member: { user: USER, roles: ["300000000000000002"] } }, false],
  ["none", { member: { user: USER } }, false],
  ["the id of an admin", { user: { ...USER, id: "100000000000000009" } }, true],
])("whoever has %s is an admin, or none", (_what, rest, isAdmin) => {
  const admins = new Set([ADMIN_ROLE, "100000000000000009"]);
  expect(readCaller(interaction(rest), admins).admin).toBe(isAdmin);
});
