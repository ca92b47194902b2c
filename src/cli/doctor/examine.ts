import { readFileSync } from "node:fs";
import { redact, shorten } from "../../lib/redact.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import type { Shell } from "../subcommand.ts";
import { inspectDataFolder, type Kept } from "./data-folder.ts";
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
import type { Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";

/** All findings in the order of the checklist, each as soon as those before it are there. */
export async function* examine(shell: Shell): AsyncGenerator<Finding, void> {
  yield inspectNode(shell.node);
  yield* inspectEnvFile(shell.envFile);
  const settings = inspectSettings(shell.env, (path) => readFileSync(path, "utf8"), shell.envFile);
  yield* settings.findings;
  yield inspectOrigins(shell);
  yield* inspectLimits(settings.config.gateways.length);
  const { config } = settings;
  const folder = await inspectDataFolder(config, shell.clock, !settings.broken.has("COMPANION_DATABASE_URL"));
  yield* folder.findings;
  yield* await inspectListening(config.http, folder.isServed);
  const isGatewayKnown = ![...settings.broken].some((variable) => variable.startsWith("OPENCLAW_"));
  // The gateway that is meant where none is named would be a guess as long as the file that may name others is not read.
  const isGuess = shell.envFile.state === "unusable" && !Object.keys(shell.env).some((name) => NAMES_GATEWAY.has(name));
  if (isGuess) yield unknown(say("doctor.gateways"), say("doctor.unread-file"));
  const gateways = isGatewayKnown && !isGuess ? config.gateways : [];
  // What needs the network is asked at once, and told in order.
  const asked = [
    ...gateways.map((gateway) =>
      guard(
        say("doctor.gateway", { name: gateway.name }),
        inspectGateway(gateway, config.network, folder.device, shell),
      ),
    ),
    guard(say("doctor.chats"), inspectChats(settings, folder.kept, shell)),
  ];
  for (const findings of asked) yield* await findings;
}

const NAMES_GATEWAY: ReadonlySet<string> = new Set([
  "OPENCLAW_GATEWAY_URL",
  "OPENCLAW_GATEWAYS",
  "OPENCLAW_GATEWAYS_FILE",
]);

/** One check that breaks must not take the others with it. */
const guard = (about: Text, check: Promise<readonly Finding[]>): Promise<readonly Finding[]> =>
  check.catch((error: unknown) => {
    const why = shorten(redact(messageOf(error)), 160);
    return [unknown(about, say("doctor.broke", { why }))];
  });

async function inspectChats(
  { config, broken }: Settings,
  kept: Kept | null,
  shell: Shell,
): Promise<readonly Finding[]> {
  const { platforms } = config;
  const { admins, rooms } = kept ?? { admins: [], rooms: [] };
  const unserved = inspectUnserved(rooms, platforms);
  // Rooms stand in the ledger; where it cannot be read, they are unknown.
  const closed = kept === null ? [] : closedChats(config, rooms);
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
            mend(platform.label, say("doctor.moved", { setting, from }), say("doctor.moved-fix", { to })),
          ),
        ];
      }),
    );
    return [...checked.flat(), ...unserved];
  }
  if (shell.envFile.state === "unusable") return [unknown(say("doctor.chats"), say("doctor.unread-file")), ...unserved];
  const isTried = PLATFORMS.some(({ variables }) => Object.keys(variables).some((name) => broken.has(name)));
  if (isTried) return unserved;
  const variables = sayListed(PLATFORMS.map(({ setup }) => setup.first.variable));
  const hint = say("doctor.no-chats-fix", { variables });
  return [note(say("doctor.chats"), say("doctor.no-chats"), hint), ...unserved];
}

/** Rooms that were chosen in a chat which is not in the settings any more: they hear nothing. */
function inspectUnserved(rooms: readonly Room[], platforms: readonly { readonly id: string }[]): readonly Finding[] {
  const unserved = listRooms(rooms, []).filter((to) => !platforms.some(({ id }) => id === to.platform));
  return unserved.map((to) => {
    const text = say("doctor.unserved", { room: nameOf(to), platform: to.platform });
    return mend(say("doctor.rooms"), text, say("doctor.unserved-fix"));
  });
}
