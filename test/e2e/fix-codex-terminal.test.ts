import { beforeEach, describe, expect, it } from "vitest";
import { ask } from "../../src/cli/ask.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { eventually, makeFolder, openShell } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startProcess } from "./process.ts";
import { envOf } from "./service.ts";
import { onTestFinished } from "vitest";

const patchesOf = (gateway: EmbeddedGateway): number =>
  gateway.requests.filter(({ method }) => method === "config.patch").length;

describe("/fix-codex in a terminal", () => {
  let gateway: EmbeddedGateway;
  let folder = "";
  beforeEach(async () => {
    gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    folder = makeFolder();
    onTestFinished(() => gateway.close());
  });
  const run = (...words: readonly string[]) => startProcess(["ask", ...words], envOf(gateway), folder);

  it("shows the plan, does nothing and exits with 0 in a dry run", async () => {
    const dry = run("/fix-codex", "--dry-run");
    expect(await dry.end).toBe(0);
    expect(dry.printed()).toContain("models.providers.openai");
    expect(dry.complained()).toBe("");
    expect(patchesOf(gateway)).toBe(0);
  });

  it("changes nothing where nobody can be asked and nobody said yes, and says how to", async () => {
    const asked = run("/fix-codex");
    expect(await asked.end).toBe(1);
    expect(asked.printed()).toContain("can confirm this");
    expect(asked.complained()).toContain("Nothing was changed. Add --yes to confirm");
    expect(patchesOf(gateway)).toBe(0);
  });

  it.each([[["/fix-codex", "--yes"]], [["/fix-codex main --yes"]]])(
    "carries it out with %j, and takes it back",
    async (words) => {
      const fix = run(...words);
      expect(await fix.end).toBe(0);
      expect(fix.printed()).toContain("Proved: the wanted model answered.");
      expect(patchesOf(gateway)).toBe(1);
      const undo = run("/undo-fix", "--yes");
      expect(await undo.end).toBe(0);
      expect(undo.printed()).toContain("The configuration is again what it was.");
      expect(patchesOf(gateway)).toBe(2);
    },
  );

  it.each([
    ["y", 0, 1],
    ["n", 1, 0],
  ])("asks a person, whose answer %s counts", async (key, code, patches) => {
    const operator = openShell({ args: ["/fix-codex"], env: envOf(gateway), interactive: true });
    const end = ask.run(operator.shell);
    await eventually(() => expect(operator.printed()).toContain("Confirm?"));
    operator.type(key);
    expect(await end).toBe(code);
    expect(patchesOf(gateway)).toBe(patches);
  });

  it("takes nothing back where nobody can be asked and nobody said yes, nor in a dry run", async () => {
    expect(await run("/fix-codex", "--yes").end).toBe(0);
    const undo = run("/undo-fix");
    expect(await undo.end).toBe(1);
    expect(undo.printed()).toContain("Undo “");
    expect(undo.complained()).toContain("Nothing was changed. Add --yes to confirm");
    const dry = run("/undo-fix", "--dry-run");
    expect(await dry.end).toBe(0);
    expect(dry.printed()).toContain("Undo “");
    expect(patchesOf(gateway)).toBe(1);
  });

  it.each([["yes to a dry run", ["/fix-codex", "--dry-run", "--yes"]]])("refuses %s", async (_what, words) => {
    const refused = run(...words);
    expect(await refused.end).toBe(64);
    expect(refused.complained()).toContain("--dry-run");
    expect(patchesOf(gateway)).toBe(0);
  });

  it("first ends a repair that a killed process left, and then makes no second plan", async () => {
    const release = gateway.hang("chat.send");
    const killed = run("/fix-codex", "--yes");
    await eventually(() => expect(gateway.requests.some(({ method }) => method === "chat.send")).toBe(true));
    killed.kill("SIGKILL");
    await killed.end;
    release();
    const next = run("/fix-codex", "--yes");
    await next.end;
    expect(next.printed()).toContain("Proved: the wanted model answered.");
    expect(patchesOf(gateway)).toBe(1);
  });
});
