import { readFileSync } from "node:fs";
import { redact, shorten } from "../../lib/redact.ts";
import type { Shell } from "../subcommand.ts";
import { inspectDataFolder } from "./data-folder.ts";
import { note, unknown, type Finding } from "./finding.ts";
import { inspectGateway } from "./gateways.ts";
import { inspectEnvFile, inspectNode } from "./host.ts";
import { inspectSettings, type Settings } from "./settings.ts";

/** All findings in the order of the checklist, each as soon as those before it are there. */
export async function* examine(shell: Shell): AsyncGenerator<Finding, void> {
  yield inspectNode(shell.node);
  yield* inspectEnvFile(".env", shell.env);
  const settings = inspectSettings(shell.env, (path) => readFileSync(path, "utf8"));
  yield* settings.findings;
  const { config } = settings;
  const folder = await inspectDataFolder(config.dataDir, shell.clock);
  yield* folder.findings;
  const isGatewayKnown = ![...settings.broken].some((variable) => variable.startsWith("OPENCLAW_"));
  const gateways = isGatewayKnown ? config.gateways : [];
  // What needs the network is asked at once, and told in order.
  const asked = [
    ...gateways.map((gateway) => guard(`gateway ${gateway.name}`, inspectGateway(gateway, folder.device, shell))),
    guard("chats", inspectChats(settings, shell)),
  ];
  for (const findings of asked) yield* await findings;
}

/** One check that breaks must not take the others with it. */
const guard = (about: string, check: Promise<readonly Finding[]>): Promise<readonly Finding[]> =>
  check.catch((error: unknown) => {
    const why = shorten(redact(error instanceof Error ? error.message : "unknown error"), 160);
    return [unknown(about, `the check itself failed: ${why}`)];
  });

async function inspectChats({ config, broken }: Settings, shell: Shell): Promise<readonly Finding[]> {
  const { discord, telegram } = config;
  if (discord === null && telegram === null) {
    if (broken.has("DISCORD_TOKEN") || broken.has("TELEGRAM_TOKEN")) return [];
    const hint = "for run, set DISCORD_TOKEN or TELEGRAM_TOKEN; openclaw-companion setup asks for them";
    return [note("chats", "none is set up; status, ask and chat work without", hint)];
  }
  // Loaded only here: the library of a chat is heavy, and a gateway alone does not need it.
  const { inspectDiscord, inspectTelegram } = await import("./chats.ts");
  const found = await Promise.all([
    discord === null ? Promise.resolve([]) : inspectDiscord(discord, shell),
    telegram === null ? Promise.resolve([]) : inspectTelegram(telegram, shell),
  ]);
  return found.flat();
}
