import { join } from "node:path";
import { expect, test } from "vitest";
import { createCommands } from "../../../commands/index.ts";
import { defineCommand, type Command } from "../../../src/core/command.ts";
import { outcome, type Outcome, PEOPLE, PLACES, SETTINGS } from "./matrix.ts";

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

const DEEDS = ["command", "press", "typing"] as const;
const ACCESSES = ["everyone", "admin"] as const;
const WIDTHS = { command: 23, press: 23, typing: 8 } as const;
const COLUMNS = ACCESSES.flatMap((access) => DEEDS.map((deed) => ({ access, deed })));

const toRow = (at: string, person: string, cells: readonly string[]): string =>
  [at.padEnd(46), person.padEnd(8), ...COLUMNS.map(({ deed }, n) => (cells[n] ?? "").padEnd(WIDTHS[deed]))]
    .join(" ")
    .trimEnd();

test("who gets what, where: the table in the repository holds", async () => {
  const lines: string[] = [];
  for (const settings of keysOf(SETTINGS)) {
    lines.push(`# ${settings}: ${JSON.stringify(SETTINGS[settings])}`);
    const heads = COLUMNS.map(({ access, deed }) => (deed === "command" ? `${access}: ${deed}` : deed));
    lines.push(toRow("place", "who", heads));
    for (const at of keysOf(PLACES)) {
      for (const person of keysOf(PEOPLE)) {
        const outcomes = await Promise.all(
          COMMANDS.map(async (command) => ({ command, got: await outcome(settings, person, at, COMMANDS, command) })),
        );
        const cells = COLUMNS.map(({ access, deed }) => {
          const own = outcomes.filter(({ command }) => command.access === access);
          return [...new Set(own.map(({ got }) => got[deed]))].join(" | ");
        });
        lines.push(toRow(at, person, cells));
      }
    }
    lines.push("");
  }
  await expect(lines.join("\n")).toMatchFileSnapshot(join(import.meta.dirname, "matrix.txt"));
});

const both = (said: string, typing: string): Outcome => ({ command: said, press: said, typing });

/** Written once more, in other words than the program's: what nobody may ever get. */
test.each(keysOf(SETTINGS))(
  "with %s, no stranger gets a word of an answer, and nobody but admins theirs",
  async (settings) => {
    for (const at of keysOf(PLACES)) {
      for (const command of COMMANDS) {
        const isOpen = OPEN[settings].test(at);
        const isWithBot = at === "discord: direct message" || at === "telegram: direct message";
        const inside = command.access === "admin" ? both("admins only", "nothing") : both("answered", "proposed");
        const outside = both("not here, then nothing", "nothing");
        const got = {
          stranger: await outcome(settings, "stranger", at, COMMANDS, command),
          member: await outcome(settings, "member", at, COMMANDS, command),
          admin: await outcome(settings, "admin", at, COMMANDS, command),
        };
        expect([at, command.name, got]).toEqual([
          at,
          command.name,
          {
            stranger: isOpen ? inside : outside,
            member: isOpen || isWithBot ? inside : outside,
            admin: both(isOpen || isWithBot ? "answered" : "answered alone", "proposed"),
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
