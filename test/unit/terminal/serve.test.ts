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
  const terminal = createTerminal(
    { input, output, interactive: false, color: false, width: 80, language: "en" },
    () => 0,
  );
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

test("who was told to stop before it began waits for no line", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const options = { input, output, interactive: false, color: false, width: 80, language: "en" } as const;
  const nobody = toAnswer(() => Promise.reject(new Error("nobody asks here")));
  const served = createTerminal(options, () => 0).serve([], nobody, AbortSignal.abort());
  await expect(served).resolves.toBeUndefined();
});

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
  const { calls, served, shown } = await talk(["help", "1", "1"], ({ name }) =>
    name === "help" ? first : reply(card("Done")),
  );
  await served;
  expect(calls.filter(({ name }) => name === "press").length).toBeLessThanOrEqual(first.updates ? 0 : 1);
  expect(shown()).toContain("No button has the number 1");
});

test("a private part without buttons leaves those of the card", async () => {
  const { calls, served } = await talk(["help", "1"], () => reply(card("Choose", "left"), { private: card("Detail") }));
  await served;
  expect(calls[1]).toMatchObject({ name: "press" });
});

test("a card can be posted, and its buttons pressed", async () => {
  const { calls, served, terminal, shown, stop } = await talk([], () => reply(card("Done")), false);
  await terminal.post("anywhere", card("Warning", "fix"));
  expect(shown()).toContain("[11] fix");
  stop.abort();
  await served;
  expect(calls).toEqual([]);
});

const UP = "\u001B[A";
const LEFT = "\u001B[D";

/** The same with a person who edits lines. */
function sit(answer: (call: CommandCall) => CommandReply) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let text = "";
  output.setEncoding("utf8").on("data", (more: string) => (text += more));
  const calls: CommandCall[] = [];
  const terminal = createTerminal(
    { input, output, interactive: true, color: false, width: 80, language: "en" },
    () => 0,
  );
  const served = terminal.serve(
    [{ name: "model-status", summary: "", access: "everyone", options: {} }],
    toAnswer((call) => {
      calls.push(call);
      return Promise.resolve(answer(call));
    }),
    new AbortController().signal,
  );
  const sees = (words: string) => expect.poll(() => text).toContain(words);
  return { calls, served, terminal, sees, keys: (typed: string) => void input.write(typed) };
}

test("a line can be edited, called back, and completed", async () => {
  const { calls, served, sees, keys } = sit(({ name }) => reply(card(`Answer to ${name}`)));
  keys(`hlp${LEFT}${LEFT}e\r`);
  await sees("Answer to help");
  keys(`${UP}${LEFT}${LEFT}x\r`);
  await sees("Answer to hexlp");
  keys("/mod\t");
  await sees("/model-status ");
  keys("\rexit\r");
  await served;
  expect(calls.map(({ name }) => name)).toEqual(["help", "hexlp", "model-status"]);
});

test("a card that comes by itself takes no number of the card that is being answered", async () => {
  const { calls, served, terminal, sees, keys } = sit(({ name, args }) =>
    name === "help" ? reply(card("Plan", "confirm", "cancel")) : reply(card(`Pressed ${args["label"]}`)),
  );
  keys("help\r");
  await sees("[2] cancel");
  await terminal.post("room", card("Warning", "fix"));
  await sees("[11] fix");
  keys("1\r");
  await sees("Pressed confirm");
  keys("11\r");
  await sees("Pressed fix");
  keys("exit\r");
  await served;
  expect(calls).toHaveLength(3);
});

test("what is being typed stays as it is while a card comes", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const stop = new AbortController();
  const terminal = createTerminal(
    { input, output, interactive: true, color: false, width: 80, language: "en" },
    () => 0,
  );
  const calls: CommandCall[] = [];
  const served = terminal.serve(
    [],
    toAnswer((call) => {
      calls.push(call);
      return Promise.resolve(reply(card("Fine")));
    }),
    stop.signal,
  );
  input.write("hel");
  await terminal.post("room", card("Warning"));
  expect(String(output.read())).toMatch(/Warning[\s\S]*> hel/);
  input.write("p\rexit\r");
  await served;
  expect(calls.map(({ name }) => name)).toEqual(["help"]);
});

test("Ctrl-C asks the process to stop", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const stop = new AbortController();
  const asked = Promise.withResolvers<void>();
  const options = {
    input,
    output,
    interactive: true,
    color: false,
    width: 80,
    language: "en",
    interrupt: asked.resolve,
  } as const;
  const served = createTerminal(options, () => 0).serve(
    [],
    toAnswer(() => Promise.resolve(reply(card("Fine")))),
    stop.signal,
  );
  input.write("\u0003");
  await expect(asked.promise).resolves.toBeUndefined();
  stop.abort();
  await served;
});

test("a number without a button is told what waits, and no command is asked", async () => {
  const { calls, served, shown } = await talk(["model-status", "7", "1", "1"], ({ name }) =>
    name === "press" ? reply(card("Pressed")) : reply(card("Plan", "Confirm", "Cancel")),
  );
  await served;
  expect(calls.map(({ name }) => name)).toEqual(["model-status", "press"]);
  const text = shown();
  expect(text).toContain("No button has the number 7\n\nWaiting: 1 Confirm, 2 Cancel.");
  // Pressed once, it is over.
  expect(text).toContain("No button has the number 1\n\nNo button waits now. Type a command; /help lists them.");
});
