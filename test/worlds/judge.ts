import { status } from "../../src/cli/status.ts";
import { openShell } from "../contracts/operator-shell.ts";
import type { World } from "./parts.ts";
import { serveWorld } from "./serve.ts";

type Window = Readonly<Record<"1h" | "24h" | "7d", number>>;

/** What `status --json` says of a world, as far as it is judged. */
export interface Said {
  readonly exit: number;
  readonly version: string | null;
  readonly recordSince: string | null;
  readonly incomplete: readonly { readonly reason: string; readonly until: string }[];
  readonly answers: Window & { readonly chosen: Window; readonly rerouted: Window; readonly unknown: Window };
  readonly fallbacks: Window;
  readonly exhausted: Window;
  readonly unauthorized: Window;
  readonly agents: readonly {
    readonly id: string;
    readonly configured: string | null;
    readonly answering: string | null;
    readonly verdict: string;
  }[];
  readonly diagnoses: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly title: string;
    readonly explanation: string;
  }[];
}

/** Runs `status --json` against a gateway that says what the world says, with a data folder of its own. */
export async function askOf(world: World): Promise<Said> {
  await using served = await serveWorld(world);
  const operator = openShell({
    args: ["--json"],
    env: { OPENCLAW_GATEWAY_URL: served.url, OPENCLAW_GATEWAY_TOKEN: "made-up", LOG_LEVEL: "silent" },
  });
  const exit = await status.run(operator.shell);
  const { gateways } = JSON.parse(operator.printed());
  return { exit, ...gateways[0] };
}

/** Everything above `info`, in its own words. */
export const alarms = ({ diagnoses }: Pick<Said, "diagnoses">): string =>
  diagnoses
    .filter(({ severity }) => severity !== "info")
    .map(({ title, explanation }) => `${title}: ${explanation}`)
    .join("\n");

export const verdicts = ({ agents }: Pick<Said, "agents">): readonly string[] =>
  agents.map(({ id, verdict }) => `${id} ${verdict}`);
