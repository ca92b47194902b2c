import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLog } from "../../../src/cli/log.ts";
import { keepSecret } from "../../../src/lib/redact.ts";

async function logged(write: (log: Awaited<ReturnType<typeof createLog>>) => void): Promise<string> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(await createLog("debug", sink));
  return lines.join("");
}

const SECRET = "correct horse battery staple";
keepSecret([SECRET]);

test("a line is one JSON object, whatever is in it, and holds no secret", async () => {
  const cause = new Error(`inner ${SECRET}`);
  const text = await logged((log) => {
    log.info({ token: "abc", deep: { authorization: "x", list: [{ password: "y" }], url: "wss://a:b@c" } }, "one\ntwo");
    log.warn({ why: `refused ${SECRET}`, at: 1n }, `said ${SECRET} and ghp_abcdefghijklmnop`);
    log.error({ err: Object.assign(new Error(`outer ${SECRET}`, { cause }), { code: "EFAIL" }) }, "failed");
    log.error({ error: new Error(`another ${SECRET}`), [`name ${SECRET}`]: 1 }, "failed");
  });
  const lines = text.trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  const [first, second, third] = lines.map((line): unknown => JSON.parse(line));
  expect(text).not.toMatch(/horse|abc|"[xy]"|a:b/);
  expect(first).toMatchObject({ msg: "one\ntwo", token: "[hidden]", deep: { authorization: "[hidden]" } });
  expect(second).toMatchObject({ msg: "said [secret] and [key]", why: "refused [secret]", at: "1" });
  expect(third).toMatchObject({
    err: { message: "outer [secret]", code: "EFAIL", cause: { message: "inner [secret]" } },
  });
});

test("what is deep, long or turns on itself is cut", async () => {
  const ring: { again?: unknown } = {};
  ring.again = ring;
  const text = await logged((log) => log.info({ ring, long: "x".repeat(1_000_000), many: Array(10_000).fill(1) }, ""));
  expect(text.length).toBeLessThan(20_000);
  expect(text.trimEnd().split("\n")).toHaveLength(1);
});
