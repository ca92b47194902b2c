import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Action, Card } from "../../../src/core/card.ts";
import type { CommandCall, CommandReply } from "../../../src/core/command.ts";
import { createTerminal } from "../../../src/platforms/terminal/adapter.ts";
import { toAnswer } from "../../fakes/answering.ts";

const card = (title: string, ...labels: string[]): Card => ({
  tone: "good",
  title,
  blocks: [],
  ...(labels.length > 0 && {
    actions: labels.map((label): Action => ({ label, style: "plain", command: "press", args: { label } })),
  }),
});
const reply = (first: Card, rest: Partial<CommandReply> = {}): CommandReply => ({
  card: first,
  visibility: "public",
  ...rest,
});

async function* updates(...cards: Card[]): AsyncGenerator<Card> {
  for (const one of cards) yield one;
}

/** Types lines, one after the other was answered, and returns the calls that came of them and what was shown. */
async function talk(lines: readonly string[], answer: (call: CommandCall) => CommandReply, ends = true) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const terminal = createTerminal({ input, output, interactive: false, color: false, width: 80 }, () => 0);
  const calls: CommandCall[] = [];
  const stop = new AbortController();
  for (const line of lines) input.write(`${line}\n`);
  if (ends) input.end();
  const served = terminal.serve(
    [{ name: "model-status", summary: "", access: "everyone", options: { gateway: { description: "" } } }],
    toAnswer((call) => {
      calls.push(call);
      return Promise.resolve(answer(call));
    }),
    stop.signal,
  );
  return { calls, served, stop, terminal, shown: () => String(output.read() ?? "") };
}

test("every line is a command by the operator, who is an admin", async () => {
  const { calls, served, shown } = await talk(["/model-status main", "", "help"], () => reply(card("Fine")));
  await served;
  expect(calls).toMatchObject([
    {
      name: "model-status",
      args: { gateway: "main" },
      place: "terminal",
      caller: { admin: true, platform: "terminal" },
    },
    { name: "help", args: {} },
  ]);
  expect(shown()).toBe("✔ Fine\n\n✔ Fine\n\n");
});

test.each(["exit", "quit", "/exit", "/quit", " exit "])("%j ends it, although the input goes on", async (word) => {
  const { calls, served } = await talk(["help", word, "help"], () => reply(card("Fine")), false);
  await served;
  expect(calls).toHaveLength(1);
});

test("it ends when it is told to stop while nobody types", async () => {
  const { served, stop } = await talk([], () => reply(card("Fine")), false);
  stop.abort();
  await expect(served).resolves.toBeUndefined();
});

test("the private part and the last update follow the card", async () => {
  const full = reply(card("One"), { private: card("Two"), updates: updates(card("Three"), card("Four")) });
  const { served, shown } = await talk(["help"], () => full);
  await served;
  expect(shown().match(/\w+/g)).toEqual(expect.arrayContaining(["One", "Two", "Four"]));
});

test("a number presses a button of the card that was shown last", async () => {
  const { calls, served } = await talk(["help", "2"], ({ name }) =>
    reply(name === "help" ? card("Choose", "left", "right") : card("Done")),
  );
  await served;
  expect(calls[1]).toMatchObject({ name: "press", args: { label: "right" } });
});

test.each<[what: string, first: CommandReply]>([
  ["pressed before", reply(card("Choose", "left"))],
  ["of a card that an update replaced", reply(card("Choose", "left"), { updates: updates(card("Too late")) })],
])("a button %s cannot be pressed any more", async (_what, first) => {
  const { calls, served } = await talk(["help", "1", "1"], ({ name }) =>
    name === "help" ? first : reply(card("Done")),
  );
  await served;
  expect(calls.filter(({ name }) => name === "press").length).toBeLessThanOrEqual(first.updates ? 0 : 1);
  expect(calls.at(-1)).toMatchObject({ name: "1" });
});

test("a private part without buttons leaves those of the card", async () => {
  const { calls, served } = await talk(["help", "1"], () => reply(card("Choose", "left"), { private: card("Detail") }));
  await served;
  expect(calls[1]).toMatchObject({ name: "press" });
});

test("a card can be posted, and its buttons pressed", async () => {
  const { calls, served, terminal, shown, stop } = await talk([], () => reply(card("Done")), false);
  await terminal.post("anywhere", card("Warning", "fix"));
  expect(shown()).toContain("[1] fix");
  stop.abort();
  await served;
  expect(calls).toEqual([]);
});
