import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startProcess } from "./process.ts";
import type { Env } from "./service.ts";

const AWAY = "OPENCLAW_GATEWAY_URL=ws://127.0.0.1:2";

async function status(file: string | Uint8Array | null, env: Env = {}) {
  const folder = makeFolder();
  if (file === null) mkdirSync(join(folder, ".env"));
  else writeFileSync(join(folder, ".env"), file);
  const run = startProcess(["status"], env, folder);
  return { exit: await run.end, printed: run.printed(), complained: run.complained() };
}

describe(".env as a process reads it", () => {
  it.each<[what: string, file: string | Uint8Array]>([
    ["with a mark at its beginning", `\uFEFF${AWAY}\n`],
    ["with the line ends of Windows", `LOG_LEVEL=silent\r\n${AWAY}\r\n`],
    ["with quotes and comments", `export ${AWAY.replace("=", '="')}" # away\n`],
  ])("is read %s", async (_what, file) => {
    const { exit, printed, complained } = await status(file);
    expect(printed).toContain("nothing listens at 127.0.0.1:2");
    expect(complained).toBe("");
    expect(exit).toBe(2);
  });

  it("sets the zone of all times", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const way = `OPENCLAW_GATEWAY_URL=${gateway.url}\nOPENCLAW_GATEWAY_TOKEN=${gateway.token}`;
    const minuteIn = async (zone: string): Promise<number> =>
      Number(/\d\d:(\d\d):\d\d/.exec((await status(`${way}\nCOMPANION_TIMEZONE=${zone}\n`)).printed)?.[1]);
    const [utc, india] = [await minuteIn("Etc/UTC"), await minuteIn("Asia/Kolkata")];
    expect((india - utc + 60) % 60).toBe(30);
  });

  it("is read with the line ends of Windows in it and in all files it names", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const folder = makeFolder();
    const token = join(folder, "token.txt");
    writeFileSync(token, `\uFEFF${gateway.token}\r\n`);
    const authority = join(folder, "authority.pem");
    writeFileSync(authority, rootCertificates[0]?.replaceAll("\n", "\r\n") ?? "");
    const rows = [
      { name: "main", url: gateway.url, tokenFile: token },
      { name: "far", url: "wss://127.0.0.1:2", caFile: authority },
    ];
    const lines = [
      `OPENCLAW_GATEWAYS='${JSON.stringify(rows, null, 2)}'`,
      'TELEGRAM_ADMINS="1001,',
      '  1002"',
      "LOG_LEVEL=silent",
    ];
    writeFileSync(join(folder, ".env"), `\uFEFF${lines.join("\n").replaceAll("\n", "\r\n")}\r\n`);
    const run = startProcess(["status", "--json"], {}, folder);
    expect(await run.end).toBe(2);
    expect(run.complained()).toBe("");
    expect(JSON.parse(run.printed())).toMatchObject({
      gateways: [
        { name: "main", link: "ready" },
        { name: "far", link: "waiting", why: expect.stringContaining("nothing listens at 127.0.0.1:2") },
      ],
    });
  });

  it("counts where the environment says nothing but blanks", async () => {
    const { exit, printed } = await status(AWAY, { OPENCLAW_GATEWAY_URL: " " });
    expect(printed).toContain("nothing listens at 127.0.0.1:2");
    expect(exit).toBe(2);
  });

  it("gives a token with a # in it whole", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { exit, printed } = await status(
      `OPENCLAW_GATEWAY_URL=${gateway.url}\nOPENCLAW_GATEWAY_TOKEN=${gateway.token} # not the#comment\n`,
    );
    expect([exit, printed]).toEqual([0, expect.any(String)]);
  });

  it.each<[what: string, file: string | Uint8Array | null, sentence: string]>([
    ["in UTF-16", Buffer.from(`\uFEFF${AWAY}\r\n`, "utf16le"), ".env: is saved as UTF-16; save it as UTF-8\n"],
    ["as a folder", null, ".env: is a folder; move it away, or start somewhere else\n"],
  ])("ends it in one sentence %s, with 64", async (_what, file, sentence) => {
    const { exit, complained } = await status(file);
    expect(complained).toBe(sentence);
    expect(exit).toBe(64);
  });

  it("names every line that gave nothing, and goes on with the others", async () => {
    const { exit, printed, complained } = await status(`OPENCLAW_GATEWAY_TOKEN fake-secret\n${AWAY}\nA="fake-secret\n`);
    expect(complained).toBe(
      '.env, line 1: gives nothing: it has no =\n.env, line 3: gives nothing: A opens a quote (") that is never closed\n',
    );
    expect(printed).toContain("nothing listens at 127.0.0.1:2");
    expect(exit).toBe(2);
  });

  it("is no concern of what needs no settings", async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, ".env"));
    const version = startProcess(["--version"], {}, folder);
    expect(await version.end).toBe(0);
  });
});
