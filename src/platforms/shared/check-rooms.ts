import type { CheckParts } from "../../core/configured-platform.ts";
import { countOf, fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import { PostFailed, type ChatPlatform } from "../../core/platform.ts";
import { english } from "../../words/speak.ts";

/** Tries each room for warnings without a message. `variable` names the setting that holds them. */
export async function checkRooms(
  label: string,
  variable: string,
  rooms: readonly string[],
  platform: Pick<ChatPlatform, "probe">,
  { signal }: CheckParts,
): Promise<readonly Finding[]> {
  if (rooms.length === 0)
    return [note(label, "warns nobody by itself", `send /warnings here in a room, or set ${variable}`)];
  const tried = await Promise.all(rooms.map((room) => checkRoom(label, variable, room, platform, signal)));
  const wrong = tried.filter((finding) => finding !== null);
  return wrong.length > 0 ? wrong : [fine(label, `warns ${countOf(rooms.length, "place")} by itself, each tried`)];
}

async function checkRoom(
  label: string,
  variable: string,
  room: string,
  platform: Pick<ChatPlatform, "probe">,
  signal: AbortSignal,
): Promise<Finding | null> {
  try {
    const lacks = (await platform.probe?.(room, signal)) ?? [];
    if (lacks.length === 0) return null;
    const names = LIST.format(lacks);
    return mend(label, `warnings to ${room} arrive incomplete: the bot lacks ${names} there`, `give the bot ${names}`);
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    const why = `no warnings would reach ${room}: ${english(error.why)}`;
    if (error.kind === "later") return unknown(label, why, "run doctor again in a minute");
    return mend(label, why, error.fix === undefined ? `check ${variable}` : english(error.fix));
  }
}

const LIST = new Intl.ListFormat("en");
