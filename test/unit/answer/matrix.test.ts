import { join } from "node:path";
import { expect, test } from "vitest";
import { createCommands } from "../../../commands/index.ts";
import { defineCommand, type Command } from "../../../src/core/command.ts";
import { outcome, PEOPLE, PLACES, SETTINGS } from "./matrix.ts";

/** The commands of the program as they are published, each of which would answer and propose. */
const COMMANDS: readonly Command[] = publishedCommands().map((command) =>
  defineCommand({
    ...command,
    options: { word: { description: "A word", choices: () => ["secret name"] } },
    run: () => Promise.resolve({ card: { tone: "good", title: "Answered", blocks: [] }, visibility: "public" }),
  }),
);

function publishedCommands(): readonly Command[] {
  const nothing: unknown = new Proxy({}, { get: () => [] });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only names and access are looked at
  return createCommands(nothing as Parameters<typeof createCommands>[0]);
}

const keysOf = <T extends object>(object: T): readonly (keyof T & string)[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
  Object.keys(object) as (keyof T & string)[];

test("who gets what, where: the table in the repository holds", async () => {
  const lines: string[] = [];
  for (const settings of keysOf(SETTINGS)) {
    lines.push(`# ${settings}: ${JSON.stringify(SETTINGS[settings])}`);
    for (const at of keysOf(PLACES)) {
      for (const person of keysOf(PEOPLE)) {
        const byAccess = new Map<string, Set<string>>();
        for (const command of COMMANDS) {
          const got = await outcome(settings, person, at, COMMANDS, command);
          byAccess.set(command.access, (byAccess.get(command.access) ?? new Set()).add(got));
        }
        const cells = ["everyone", "admin"].map((access) => [...(byAccess.get(access) ?? [])].join(" | "));
        lines.push([at.padEnd(48), person.padEnd(9), ...cells.map((cell) => cell.padEnd(28))].join(" ").trimEnd());
      }
    }
    lines.push("");
  }
  await expect(lines.join("\n")).toMatchFileSnapshot(join(import.meta.dirname, "matrix.txt"));
});

/** Written once more, in other words than the program's: what nobody may ever get. */
test.each(keysOf(SETTINGS))(
  "with %s, no stranger gets a word of an answer, and nobody but admins theirs",
  async (settings) => {
    for (const at of keysOf(PLACES)) {
      for (const command of COMMANDS) {
        const isOpen = OPEN[settings].test(at);
        const isWithBot = at === "discord: direct message" || at === "telegram: direct message";
        const isAdmins = command.access === "admin";
        const inside = isAdmins ? "admins only" : "answered, proposed";
        const got = {
          stranger: await outcome(settings, "stranger", at, COMMANDS, command),
          member: await outcome(settings, "member", at, COMMANDS, command),
          admin: await outcome(settings, "admin", at, COMMANDS, command),
        };
        expect([at, command.name, got]).toEqual([
          at,
          command.name,
          {
            stranger: isOpen ? inside : "not here, then nothing",
            member: isOpen || isWithBot ? inside : "not here, then nothing",
            admin: isOpen || isWithBot ? "answered, proposed" : "answered alone, proposed",
          },
        ]);
      }
    }
  },
);

const OPEN: Readonly<Record<keyof typeof SETTINGS, RegExp>> = {
  "rooms only":
    /^discord: (?:server of a room|another channel of|app brought along to a server set up)|^telegram: (?:group of|topic)/,
  "one server": /^discord: server of the settings|^telegram: (?:group of|topic)/,
  "more by name":
    /^discord: (?:server of the settings|server nobody|app brought along to that server)|^telegram: (?:group|topic)/,
  everyone: /./,
};
