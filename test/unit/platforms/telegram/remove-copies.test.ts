import { expect, test } from "vitest";
import { removeCopies } from "../../../../src/platforms/telegram/out/remove-copies.ts";
import type { Wire } from "../../../../src/platforms/telegram/wire/calls.ts";
import type { Fault } from "../../../../src/platforms/telegram/wire/fault.ts";

const OURS = null;
const UNCHANGED: Fault = { kind: "refused", status: 400, why: "Bad Request: message is not modified" };
const THEIRS: Fault = { kind: "refused", status: 400, why: "Bad Request: message can't be edited" };
const AWAY: Fault = { kind: "unreachable", why: "connection refused", arrived: "no" };

/** What is done about messages of which each answers an edit so. */
async function remove(...answers: readonly (Fault | null)[]) {
  const done: string[] = [];
  const wire: Pick<Wire, "edit" | "remove"> = {
    edit(_chat, { id }) {
      done.push(`edit ${id}`);
      const fault = answers[id] ?? null;
      return Promise.resolve(
        fault === null ? { ok: true, value: true, doubtful: false } : { ok: false, fault, doubtful: false },
      );
    },
    remove(_chat, id) {
      done.push(`remove ${id}`);
      return Promise.resolve({ ok: true, value: true, doubtful: false });
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const whole = wire as Wire;
  const original = { chat: 1, part: { kind: "text", html: "x" } as const, keyboard: [] };
  const why = await removeCopies(whole, [...answers.keys()], original, new AbortController().signal);
  return { done, why };
}

test("a copy is taken away where an edit tells that it is ours, and what is somebody else's stays", async () => {
  const done = ["edit 0", "remove 0", "edit 1", "edit 2", "remove 2"];
  expect(await remove(OURS, THEIRS, UNCHANGED)).toEqual({ done, why: null });
});

test("a service that is away is not asked about one message after the other", async () => {
  expect(await remove(THEIRS, AWAY, OURS)).toEqual({ done: ["edit 0", "edit 1"], why: AWAY });
});
