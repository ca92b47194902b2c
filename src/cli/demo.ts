import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { MINUTE } from "../core/time.ts";
import { DIRECT } from "../lib/network.ts";
import { createTerminal } from "../platforms/terminal/adapter.ts";
import { playOn } from "./demo/play-on.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { openCompanion } from "./open.ts";
import { EXIT } from "./exit-codes.ts";
import { refuseArguments, type Subcommand } from "./subcommand.ts";

const NAME = "main";
const INTRODUCTION = [say("shell.demo-what", { name: NAME }), say("shell.demo-how"), say("shell.demo-then")];

export const demo: Subcommand = {
  name: "demo",
  usage: "demo",
  summary: say("shell.demo"),
  async run(shell) {
    refuseArguments(shell, "demo");
    const { clock, output, signal, language } = shell;
    // Loaded here, because the recordings are of no use to the other subcommands.
    const [{ startEmbeddedGateway }, { readIssue38706 }] = await Promise.all([
      import("../../fake-gateway/gateway.ts"),
      import("../demo/issue-38706.ts"),
    ]);
    const folder = mkdtempSync(join(tmpdir(), "openclaw-companion-demo-"));
    await using gateway = await startEmbeddedGateway({
      ...readIssue38706(),
      token: "demo",
      clock,
      newestTurnAgo: 2 * MINUTE,
    });
    const config = toConfig(gateway, join(folder, "data"));
    try {
      const { companion } = await openCompanion({ ...shell, env: {} }, "silent", "must", config);
      try {
        output.write(`${INTRODUCTION.map((line) => `${speakText(line, language)}\n`).join("")}\n`);
        const terminal = createTerminal(shell, clock);
        // Here warnings come too, as in a room of a chat.
        const room = { platform: terminal.id, target: terminal.id };
        await companion.store.outbox.setRoom({ to: room, state: "on", by: "demo", at: clock() });
        const stage = { gateway, reports: companion.reports, output, signal, language };
        await companion.run([playOn(terminal, stage)], signal);
        return EXIT.ok;
      } finally {
        await companion.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The operator's own environment has no say in it: nothing real must be reached. */
const toConfig = ({ url, token }: { readonly url: string; readonly token: string }, dataDir: string): Config => ({
  gateways: [
    {
      name: NAME,
      url,
      token,
      password: null,
      adminToken: null,
      admins: null,
      tlsFingerprint: null,
      caFile: null,
      places: NOWHERE,
    },
  ],
  platforms: [],
  audience: [],
  dataDir,
  approvals: 1,
  network: DIRECT,
  http: null,
  logLevel: null,
  database: null,
  dailySpend: null,
  warningRules: {},
  language: "en",
  timezone: null,
});

const NOWHERE = {
  url: "url",
  token: "token",
  password: "password",
  adminToken: "adminToken",
  fingerprint: "fingerprint",
  caFile: "caFile",
};
