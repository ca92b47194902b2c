import type { CheckParts } from "../../core/configured-platform.ts";
import { fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import { PostFailed, type ChatPlatform } from "../../core/platform.ts";
import { say } from "../../words/say.ts";

/** Tries each room for warnings without a message. `variable` names the setting that holds them. */
export async function checkRooms(
  label: string,
  variable: string,
  rooms: readonly string[],
  platform: Pick<ChatPlatform, "probe">,
  { signal }: CheckParts,
): Promise<readonly Finding[]> {
  if (rooms.length === 0) return [note(label, say("check.no-rooms"), say("check.no-rooms-fix", { setting: variable }))];
  const tried = await Promise.all(rooms.map((room) => checkRoom(label, variable, room, platform, signal)));
  const wrong = tried.filter((finding) => finding !== null);
  return wrong.length > 0 ? wrong : [fine(label, say("check.rooms", { count: rooms.length }))];
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
    return mend(label, say("check.lacks", { room, rights: lacks }), say("check.lacks-fix", { rights: lacks }));
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    const text = say("check.room-fails", { room, why: error.why });
    if (error.kind === "later") return unknown(label, text, say("doctor.again"));
    return mend(label, text, error.fix ?? say("check.token-strange-fix", { setting: variable }));
  }
}
