import { describe, expect, test } from "vitest";
import { createAdminOpener, telling } from "../../src/app/repairs.ts";
import { readConfig } from "../../src/config.ts";
import type { OpenAdmin } from "../../src/core/gateway-admin.ts";
import { loadIdentity } from "../../src/gateway/identity.ts";
import { DIRECT } from "../../src/lib/network.ts";
import { english } from "../../src/words/speak.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { inEnglish } from "../parts/in-english.ts";
import { makeFolder } from "./operator-shell.ts";

const TOKEN = "fake-admin-token";
const WRONG = "fake-wrong-token";

/** Opens what the settings name. */
function openerOf(url: string, tokens: { readonly token: string; readonly admin: string }): OpenAdmin {
  const folder = makeFolder();
  const env = {
    OPENCLAW_GATEWAY_URL: url,
    OPENCLAW_GATEWAY_TOKEN: tokens.token,
    OPENCLAW_GATEWAY_ADMIN_TOKEN: tokens.admin,
    COMPANION_DATA_DIR: folder,
  };
  const config = readConfig(env, () => "");
  const parts = { device: loadIdentity(folder), clientVersion: "0.0.0", network: DIRECT, clock: Date.now };
  return createAdminOpener(config, parts);
}

describe("the connection that may write", () => {
  test("is opened with the admin token, where there is one, and names its setting where that is refused", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "override-scope-401", { token: TOKEN });
    const admin = await openerOf(gateway.url, { token: WRONG, admin: TOKEN })("main");
    if ("refused" in admin) throw new Error(english(admin.refused.why));
    admin.close();
    const other = await openerOf(gateway.url, { token: TOKEN, admin: WRONG })("main");
    if (!("refused" in other)) throw new Error("it was let in");
    expect(inEnglish(other.refused)).toContain("OPENCLAW_GATEWAY_ADMIN_TOKEN");
  });

  test("is not opened to a gateway that nobody set up", async () => {
    const open = openerOf("ws://127.0.0.1:9", { token: TOKEN, admin: TOKEN });
    expect(await open("elsewhere")).toMatchObject({ refused: { why: "there is no gateway elsewhere" } });
  });

  test.each([
    ["2026.3.2", "issue-38706", expect.any(Number)],
    ["2026.9.6", "override-scope-401", null],
  ] as const)("tells on %s of what was written, and of nothing else", async (version, scenario, restartIn) => {
    await using gateway = await startFakeGateway(version, scenario, { token: TOKEN, restarts: "never" });
    const told: unknown[] = [];
    const open = telling(openerOf(gateway.url, { token: TOKEN, admin: TOKEN }), (...news) => told.push(news));
    const admin = await open("main");
    if ("refused" in admin) throw new Error(english(admin.refused.why));
    const patch = { merge: { models: { mode: "replace" } }, replacePaths: [] };
    expect(await admin.patch(patch, "stale", "test")).toMatchObject({ kind: "changed-meanwhile" });
    expect(told).toEqual([]);
    expect(await admin.patch(patch, (await admin.config()).hash, "test")).toMatchObject({ kind: "written" });
    expect(told).toEqual([["main", restartIn]]);
    admin.close();
  });
});
