import { describe, expect, it } from "vitest";
import { pair } from "../../src/cli/pair.ts";
import { UsageError } from "../../src/cli/subcommand.ts";
import { MINUTE } from "../../src/core/time.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually, makeFolder, openShell } from "./operator-shell.ts";

const envOf = (...gateways: readonly (readonly [string, EmbeddedGateway])[]) => ({
  OPENCLAW_GATEWAYS: JSON.stringify(gateways.map(([name, { url, token }]) => ({ name, url, token }))),
});

/** The request id in the command that the operator is told to run. */
async function commandIn(printed: () => string): Promise<string> {
  return eventually(() => {
    const [, id = ""] = /openclaw devices approve (\S+)/.exec(printed()) ?? [];
    expect(id).not.toBe("");
    return id;
  });
}

describe("pair", () => {
  it("gives the command for the gateway host, waits until it was run, and has nothing to do the next time", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
    const dataDir = makeFolder();
    const first = openShell({ env: envOf(["remote", gateway]), dataDir });
    const exit = pair.run(first.shell);
    const id = await commandIn(first.printed);
    expect(gateway.approve(id)).toBe(true);
    expect(await exit).toBe(0);
    expect(first.printed()).toBe(
      `remote: waiting for approval; on the gateway host run: openclaw devices approve ${id}\n` +
        "remote: linked now; OpenClaw 2026.9.6 lets this companion read\n",
    );

    const second = openShell({ env: envOf(["remote", gateway]), dataDir });
    expect(await pair.run(second.shell)).toBe(0);
    expect(second.printed()).toBe("remote: nothing to approve; OpenClaw 2026.9.6 already lets this companion read\n");
  });

  it.each([
    ["2026.3.2", "pairing", "OpenClaw (release not told)"],
    ["2026.9.6", "token", "OpenClaw 2026.9.6"],
  ] as const)("has nothing to do where %s takes the token alone (%s)", async (version, auth, name) => {
    await using gateway = await startFakeGateway(version, "healthy", { auth });
    const { shell, printed } = openShell({ env: envOf(["main", gateway]) });
    expect(await pair.run(shell)).toBe(0);
    expect(printed()).toBe(`main: nothing to approve; ${name} already lets this companion read\n`);
  });

  it("pairs the named gateway alone, and knows no other", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    await using other = await startFakeGateway("2026.9.6", "healthy");
    const env = envOf(["main", gateway], ["lab", other]);
    const { shell, printed } = openShell({ env, args: ["lab"] });
    expect(await pair.run(shell)).toBe(0);
    expect(printed()).toMatch(/^lab: nothing to approve[^\n]*\n$/);
    expect(gateway.requests).toEqual([]);
    await expect(pair.run(openShell({ env, args: ["attic"] }).shell)).rejects.toThrow(
      new UsageError("there is no gateway attic; there is main, lab"),
    );
    await expect(pair.run(openShell({ env, args: ["main", "lab"] }).shell)).rejects.toThrow(UsageError);
  });

  it("does not wait for a gateway that refuses the token, and says how to mend that", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const env = { OPENCLAW_GATEWAY_URL: gateway.url, OPENCLAW_GATEWAY_TOKEN: "fake-wrong-token" };
    const { shell, printed } = openShell({ env });
    expect(await pair.run(shell)).toBe(1);
    expect(printed()).toMatch(
      /^main: the gateway does not accept the token; set OPENCLAW_GATEWAY_TOKEN .*, then run pair again\n$/,
    );
    expect(printed()).not.toContain("fake-wrong-token");
  });

  it("waits for a gateway that is away, and ends cleanly when it is interrupted", async () => {
    const env = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" };
    const { shell, printed, interrupt } = openShell({ env });
    const exit = pair.run(shell);
    await eventually(() => expect(printed()).toContain("main: nothing listens at 127.0.0.1:1"));
    interrupt();
    expect(await exit).toBe(2);
    expect(printed()).toMatch(/Stopped\. Not linked yet: main; run pair again to go on\.\n$/);
  });

  it("gives up after ten minutes, and shows a person how many are left", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
    let now = Date.now();
    const { shell, printed } = openShell({ env: envOf(["main", gateway]), interactive: true, clock: () => now });
    const exit = pair.run(shell);
    await commandIn(printed);
    now += MINUTE;
    await eventually(() => expect(printed()).toContain("… waiting for main, 9:00 min left (Ctrl-C stops)"));
    now += 9 * MINUTE;
    expect(await exit).toBe(2);
    expect(printed()).toContain("Not linked within 10 minutes: main. Run pair again when somebody is at");
  });
});
