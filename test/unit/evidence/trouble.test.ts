import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CallFailed, type CallFault } from "../../../src/core/call-failed.ts";
import { describeTrouble } from "../../../src/evidence/trouble.ts";
import { english } from "../../../src/words/speak.ts";

const failed = (fault: CallFault, words = "gateway words"): Error => new CallFailed(fault, words);
const sqliteSays = (message: string): Error => Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR" });

test.each<[what: string, error: unknown, why: RegExp]>([
  [
    "it refuses",
    failed({ kind: "refused" }, "no such session agent:main:main"),
    /: it refuses to tell; the companion's log has its words$/,
  ],
  ["it does not answer", failed({ kind: "slow", call: "chat.history" }), /: it does not answer chat\.history in time$/],
  ["it took the right away", failed({ kind: "right-taken-away" }), /: it has taken away the right to read/],
  [
    "its reply is none",
    failed({ kind: "unreadable", call: "logs.tail", place: "cursor" }),
    /: its reply to logs\.tail cannot be understood \(at cursor\)$/,
  ],
  ["the ledger is full", sqliteSays("database or disk is full"), /: the companion's own ledger fails; check the space/],
  [
    "something else that has a code",
    Object.assign(new Error("no"), { code: "ECONNRESET" }),
    /: the companion's log says why$/,
  ],
  ["something else", new Error("boom at /home/operator/x"), /: the companion's log says why$/],
  ["nothing", undefined, /: the companion's log says why$/],
])("why a record cannot be read, for everybody: %s", (_what, error, why) => {
  expect(english(describeTrouble(error).why)).toMatch(why);
  expect(english(describeTrouble(error).why)).toMatch(/^its record cannot be read: /);
});

test("the words of an error stay out of what everybody reads, and secrets out of the log", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 12 }).filter((text) => text.trim().length > 11),
      fc.boolean(),
      (words, byGateway) => {
        const error = byGateway
          ? failed({ kind: "refused" }, `${words} sk-fakefakefake`)
          : new Error(`${words} sk-fakefakefake`);
        const told = describeTrouble(error);
        expect(english(told.why)).not.toContain(words);
        expect(told.words).not.toContain("sk-fake");
      },
    ),
  );
});
