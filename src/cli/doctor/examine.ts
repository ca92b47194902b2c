import { readFileSync } from "node:fs";
import { redact, shorten } from "../../lib/redact.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import type { Shell } from "../subcommand.ts";
import { inspectDataFolder, type FolderFindings } from "./data-folder.ts";
import { closedChats } from "../../app/audience/closed.ts";
import { movedSettings } from "../../app/audience/moved.ts";
import { listRooms, nameOf } from "../../notify/rooms/list.ts";
import { mend, note, unknown, type Finding } from "../../core/finding.ts";
import type { Room } from "../../core/rooms.ts";
import { inspectGateway } from "./gateways.ts";
import { inspectEnvFile, inspectNode } from "./host.ts";
import { inspectLimits } from "./limits.ts";
import { inspectListening } from "./listening.ts";
import { inspectOrigins, inspectSettings, type Settings } from "./settings.ts";
import { messageOf } from "../../lib/message-of.ts";

/** All findings in the order of the checklist, each as soon as those before it are there. */
export async function* examine(shell: Shell): AsyncGenerator<Finding, void> {
  yield inspectNode(shell.node);
  yield* inspectEnvFile(shell.envFile);
  const settings = inspectSettings(shell.env, (path) => readFileSync(path, "utf8"), shell.envFile);
  yield* settings.findings;
  yield inspectOrigins(shell);
  yield* inspectLimits(settings.config.gateways.length);
  const { config } = settings;
  const folder = await inspectDataFolder(config, shell.clock);
  yield* folder.findings;
  const isServed = folder.findings.some(({ about, mark }) => about === "service" && mark === "fine");
  yield* await inspectListening(config.http, isServed);
  const isGatewayKnown = ![...settings.broken].some((variable) => variable.startsWith("OPENCLAW_"));
  // The gateway that is meant where none is named would be a guess as long as the file that may name others is not read.
  const isGuess = shell.envFile.state === "unusable" && !Object.keys(shell.env).some((name) => NAMES_GATEWAY.has(name));
  if (isGuess) yield unknown("gateways", UNREAD);
  const gateways = isGatewayKnown && !isGuess ? config.gateways : [];
  // What needs the network is asked at once, and told in order.
  const asked = [
    ...gateways.map((gateway) =>
      guard(`gateway ${gateway.name}`, inspectGateway(gateway, config.network, folder.device, shell)),
    ),
    guard("chats", inspectChats(settings, folder, shell)),
  ];
  for (const findings of asked) yield* await findings;
}

const NAMES_GATEWAY: ReadonlySet<string> = new Set([
  "OPENCLAW_GATEWAY_URL",
  "OPENCLAW_GATEWAYS",
  "OPENCLAW_GATEWAYS_FILE",
]);
const UNREAD = "not looked at: they may be named in the file of settings, which is not read";

/** One check that breaks must not take the others with it. */
const guard = (about: string, check: Promise<readonly Finding[]>): Promise<readonly Finding[]> =>
  check.catch((error: unknown) => {
    const why = shorten(redact(messageOf(error)), 160);
    return [unknown(about, `the check itself failed: ${why}`)];
  });

async function inspectChats(
  { config, broken }: Settings,
  { admins, rooms, findings }: Pick<FolderFindings, "admins" | "rooms" | "findings">,
  shell: Shell,
): Promise<readonly Finding[]> {
  const { platforms } = config;
  const unserved = inspectUnserved(rooms, platforms);
  // Rooms stand in the ledger; where it cannot be read, they are unknown.
  const isKnown = !findings.some(({ about, mark }) => about === "ledger" && mark !== "fine");
  const closed = isKnown ? closedChats(config, rooms) : [];
  if (platforms.length > 0) {
    const checked = await Promise.all(
      platforms.map(async (platform) => {
        const enrolledIds = admins.flatMap((one) => (one.platform === platform.id ? [one.id] : []));
        const configured = platform.rooms.map((target) => ({ platform: platform.id, target }));
        const chosen = rooms.filter(({ to }) => to.platform === platform.id);
        const targets = listRooms(chosen, configured).map(({ target }) => target);
        const found = await platform.check({ ...shell, enrolledIds, rooms: targets });
        const own = closed.filter(({ id }) => id === platform.id);
        const moved = movedSettings(config, rooms).filter((one) => one.platform === platform.id);
        return [
          ...found,
          ...own.map(({ label, text, hint }) => note(label, text, hint)),
          ...moved.map(({ setting, from, to }) =>
            mend(platform.label, `${setting} names ${from}, a group that has another id by now`, `write ${to} there`),
          ),
        ];
      }),
    );
    return [...checked.flat(), ...unserved];
  }
  if (shell.envFile.state === "unusable") return [unknown("chats", UNREAD), ...unserved];
  const isTried = PLATFORMS.some(({ variables }) => Object.keys(variables).some((name) => broken.has(name)));
  if (isTried) return unserved;
  const firsts = PLATFORMS.map(({ setup }) => setup.first.variable).join(", ");
  const hint = `for run, set one of ${firsts}; openclaw-companion setup asks for them`;
  return [note("chats", "none is set up; status, ask and chat work without", hint), ...unserved];
}

/** Rooms that were chosen in a chat which is not in the settings any more: they hear nothing. */
function inspectUnserved(rooms: readonly Room[], platforms: readonly { readonly id: string }[]): readonly Finding[] {
  const unserved = listRooms(rooms, []).filter((to) => !platforms.some(({ id }) => id === to.platform));
  const hint = "put that chat into the settings again, or warn another room with /warnings here";
  return unserved.map((to) =>
    mend("rooms", `no warnings reach ${nameOf(to)}: no bot for ${to.platform} is set up`, hint),
  );
}
