import { describe, expect, test } from "vitest";
import type { DeviceCode } from "../../../src/core/gateway-admin.ts";
import type { Connection } from "../../../src/gateway/connection.ts";
import { signIn, signInsOf } from "../../../src/gateway/sign-in.ts";
import { say } from "../../../src/words/say.ts";

interface Asked {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const CODE = { code: "ABCD-1234", expiresInMinutes: 15 };
const PAGE = "https://auth.openai.com/codex/device";
const step = (type: string, rest: object = {}) => ({
  done: false,
  status: "running",
  step: { id: "s", type, ...rest },
});
const DONE = { done: true, status: "done" };

/** A gateway that takes its steps one after the other, as 2026.9.6 does. */
async function run(steps: readonly object[], provider = "openai") {
  const asked: Asked[] = [];
  const shown: DeviceCode[] = [];
  const left = [...steps];
  const connection = {
    request(method: string, params: Asked["params"]) {
      asked.push({ method, params });
      if (method === "wizard.next") return Promise.resolve(left.length > 1 ? left.shift() : left[0]);
      return Promise.resolve({ done: false, status: "running" });
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it only asks
  const end = await signIn(connection as unknown as Connection, provider, (code) => {
    shown.push(code);
    return Promise.resolve();
  });
  return { asked, shown, end };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the hello is read
const offersOf = (methods: readonly string[]) => signInsOf({ hello: { methods } } as unknown as Connection);

describe("signing a gateway in", () => {
  test("shows the code once, however often it is told, and waits for the end", async () => {
    const told = { externalUrl: PAGE, deviceCode: CODE };
    const { asked, shown, end } = await run([
      step("progress", { message: "Starting" }),
      step("progress", told),
      step("progress", { ...told, message: "still waiting" }),
      DONE,
    ]);
    expect(end).toEqual({ kind: "done" });
    expect(shown).toEqual([{ code: "ABCD-1234", url: PAGE, expiresInMinutes: 15 }]);
    const [begun, ...next] = asked;
    expect(begun).toMatchObject({ method: "models.authLogin", params: { authChoice: "openai/openai-device-code" } });
    // Progress is no question, and all of it is one sign-in.
    expect(next.map(({ method, params }) => [method, params])).toEqual(
      Array.from({ length: 4 }, () => ["wizard.next", { sessionId: begun?.params["sessionId"] }]),
    );
  });

  test("answers what is asked so that nothing else changes", async () => {
    const { asked, end } = await run([
      step("note", { id: "note" }),
      step("confirm", { id: "confirm" }),
      step("select", { id: "access", options: [{ value: "all" }, { value: "keep" }] }),
      step("select", { id: "reversed", options: [{ value: "keep" }, { value: "all" }] }),
      DONE,
    ]);
    expect(end).toEqual({ kind: "done" });
    expect(asked.flatMap(({ params }) => params["answer"] ?? [])).toEqual([
      { stepId: "note", value: true },
      { stepId: "confirm", value: false },
      { stepId: "access", value: "keep" },
      { stepId: "reversed", value: "keep" },
    ]);
  });

  test.each<[what: string, step: object]>([
    ["a text", step("text")],
    ["a choice of one that widens", step("select", { options: [{ value: "all" }] })],
    ["what nobody knows", step("riddle")],
    ["nothing at all", { done: false, status: "running" }],
    ["the same for ever", step("progress")],
  ])("that asks for %s is given up, and says so", async (_, one) => {
    const { asked, end } = await run([one]);
    expect(end).toEqual({ kind: "failed", why: say("links.only-on-host") });
    expect(asked.at(-1)?.method).toBe("wizard.cancel");
    expect(asked.length).toBeLessThan(60);
  });

  test("that fails says why, without secrets", async () => {
    const { end } = await run([
      { done: true, status: "error", error: "refused: Bearer sk-proj-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
    ]);
    expect(end).toMatchObject({ kind: "failed", why: expect.stringContaining("refused") });
    expect(JSON.stringify(end)).not.toContain("sk-proj-aaaa");
    expect((await run([{ done: true, status: "cancelled" }])).end).toEqual({ kind: "failed", why: "cancelled" });
  });

  test.each([
    ["a page that is none", { externalUrl: "javascript:alert(1)", deviceCode: CODE }],
    ["a page without TLS", { externalUrl: "http://auth.example.test", deviceCode: CODE }],
    ["words in place of a code", { externalUrl: PAGE, deviceCode: { code: "<b>go to https://evil.test</b>" } }],
  ])("shows nobody %s", async (_, told) => {
    const { shown, end } = await run([step("progress", told), DONE]);
    expect(shown).toEqual([]);
    expect(end).toEqual({ kind: "done" });
  });

  test("is offered where the gateway names the method, and nowhere else", () => {
    expect(offersOf(["models.authLogin"])).toContain("openai");
    expect(offersOf(["models.authStatus", "wizard.start"])).toEqual([]);
  });
});
