import type { Text } from "./card.ts";

/** Names a message that was posted, so that it can be replaced later. Opaque outside its platform. */
export interface PostedRef {
  readonly platform: string;
  readonly target: string;
  readonly message: string;
  /** Why it stands elsewhere for this once, such as a closed topic; a chat that moved for good is no detour. */
  readonly detour?: Text;
}
