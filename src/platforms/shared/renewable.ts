import type { PlaceNews } from "../../core/places.ts";
import type { ChatPlatform, Move, SharedBot } from "../../core/platform.ts";
import { createHints } from "./hints.ts";

/** A platform that can be opened anew with corrected settings; `reopen` resolves to null while they are the same. */
export function createRenewable(opened: ChatPlatform, reopen: () => Promise<ChatPlatform | null>): ChatPlatform {
  let current = opened;
  const mayWork = createHints<string | null>();
  const shared = createHints<SharedBot>();
  const moved = createHints<Move>();
  const places = createHints<PlaceNews>();
  const listen = (): void => {
    current.onRoomMayWork?.(mayWork.tell);
    current.onShared?.(shared.tell);
    current.onMoved?.(moved.tell);
    current.onPlace?.(places.tell);
  };
  listen();
  // What a platform cannot do, it does not offer.
  const { probe, adminRooms, communities, isMember, leave } = opened;
  return {
    id: opened.id,
    serve: (commands, answer, signal) => current.serve(commands, answer, signal),
    post: (target, card, how, signal) => current.post(target, card, how, signal),
    status: () => current.status(),
    onRoomMayWork: (heard) => mayWork.listen(heard),
    onShared: (heard) => shared.listen(heard),
    onMoved: (heard) => moved.listen(heard),
    onPlace: (heard) => places.listen(heard),
    ...(probe && { probe: (target, signal) => current.probe?.(target, signal) ?? Promise.resolve([]) }),
    ...(adminRooms && { adminRooms: (signal) => current.adminRooms?.(signal) ?? Promise.resolve([]) }),
    ...(communities && { communities: () => current.communities?.() ?? null }),
    ...(isMember && {
      isMember: (community, person, signal) => current.isMember?.(community, person, signal) ?? Promise.resolve(false),
    }),
    ...(leave && { leave: (community, signal) => current.leave?.(community, signal) ?? Promise.resolve(false) }),
    async renew() {
      const next = await reopen();
      if (next === null) return false;
      current = next;
      listen();
      return true;
    },
  };
}
