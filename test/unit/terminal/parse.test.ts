import { expect, test } from "vitest";
import type { CommandSummary } from "../../../src/core/command.ts";
import { parseCommand } from "../../../src/platforms/terminal/parse.ts";

const option = { description: "" };
const COMMANDS: readonly CommandSummary[] = [
  { name: "model-status", summary: "", access: "everyone", options: { gateway: option, agent: option } },
  { name: "undo", summary: "", access: "admin", options: { step: { description: "", hidden: true } } },
];

test.each<[line: string, args: Readonly<Record<string, string>>]>([
  ["/model-status", {}],
  ["model-status", {}],
  ["/model_status", {}],
  ["/Model-Status", {}],
  ["  /model-status  ", {}],
  ["/model-status main", { gateway: "main" }],
  ["/model-status main ops", { gateway: "main", agent: "ops" }],
  ["/model-status agent=ops", { agent: "ops" }],
  ["/model-status agent=ops main", { gateway: "main", agent: "ops" }],
  ["/model-status --agent=ops", { agent: "ops" }],
  ["/model-status --agent ops", { agent: "ops" }],
  ["/model-status --agent ops main", { gateway: "main", agent: "ops" }],
  ['/model-status --agent "my ops"', { agent: "my ops" }],
  ["/model-status main --agent ops", { gateway: "main", agent: "ops" }],
  ["/model-status main —agent", { gateway: "main", agent: "—agent" }],
  ["/model-status --colour red", { gateway: "red", "--colour": "--colour" }],
  ["/model-status --agent", { "--agent": "--agent" }],
  ['/model-status "my gateway" agent="my ops"', { gateway: "my gateway", agent: "my ops" }],
  ["/model-status agent=", { agent: "" }],
  ["/model-status main ops more", { gateway: "main", agent: "ops more" }],
  ["/model-status colour=red", { "colour=red": "colour=red" }],
])("%j is understood", (line, args) => {
  expect(parseCommand(line, COMMANDS)).toEqual({ name: "model-status", args });
});

test("a command nobody knows keeps its words, for the answer to refuse", () => {
  expect(parseCommand("/nope a b", COMMANDS)).toEqual({ name: "nope", args: { a: "a", b: "b" } });
});

test("what only buttons carry cannot be typed", () => {
  expect(parseCommand("/undo step=3", COMMANDS)).toEqual({ name: "undo", args: { "step=3": "step=3" } });
});

test.each(["", "   ", "\t"])("a line of nothing is no command: %j", (line) => {
  expect(parseCommand(line, COMMANDS)).toBeNull();
});
