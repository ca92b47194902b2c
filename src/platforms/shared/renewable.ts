import type { ChatPlatform } from "../../core/platform.ts";

/** A platform that can be opened anew with corrected settings; `reopen` resolves to null while they are the same. */
export function createRenewable(opened: ChatPlatform, reopen: () => Promise<ChatPlatform | null>): ChatPlatform {
  let current = opened;
  const heard = new Set<(target: string | null) => void>();
  const listen = (): unknown =>
    current.onRoomMayWork?.((target) => {
      for (const tell of heard) tell(target);
    });
  listen();
  // What a platform cannot do, it does not offer.
  const { probe, adminRooms, communities, isMember } = opened;
  return {
    id: opened.id,
    serve: (commands, answer, signal) => current.serve(commands, answer, signal),
    post: (target, card, how, signal) => current.post(target, card, how, signal),
    status: () => current.status(),
    onRoomMayWork(tell) {
      heard.add(tell);
      return () => void heard.delete(tell);
    },
    ...(probe && { probe: (target, signal) => current.probe?.(target, signal) ?? Promise.resolve() }),
    ...(adminRooms && { adminRooms: (signal) => current.adminRooms?.(signal) ?? Promise.resolve([]) }),
    ...(communities && { communities: () => current.communities?.() ?? null }),
    ...(isMember && {
      isMember: (community, person, signal) => current.isMember?.(community, person, signal) ?? Promise.resolve(false),
    }),
    async renew() {
      const next = await reopen();
      if (next === null) return false;
      current = next;
      listen();
      return true;
    },
  };
}
