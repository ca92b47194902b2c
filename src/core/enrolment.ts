import type { Text } from "./card.ts";
import type { Caller, Origin } from "./command.ts";
import type { Instant } from "./time.ts";
import type { Target } from "./rooms.ts";

/** Somebody who became an admin with a code of `setup`, besides those of the settings. */
export interface Admin {
  readonly platform: string;
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
}

/** What a code makes of whoever sends it. `by-place`: an admin in private, a room for warnings elsewhere. */
export type CodePurpose = "by-place" | "admin";

/** What became of a code. */
export type CodeUse =
  | { readonly as: "admin"; readonly who: Admin }
  | { readonly as: "room"; readonly room: Target; readonly by: string };

/** A code as it is kept: never the code itself. */
export interface KeptCode {
  readonly id: string;
  /** SHA-256 of the code. */
  readonly hash: Uint8Array;
  readonly purpose: CodePurpose;
  readonly expiresAt: Instant;
  /** What somebody took it for; null as long as nobody did. */
  readonly taken: { readonly for: CodeUse; readonly isDone: boolean } | null;
}

export interface EnrolmentStore {
  /** Takes the place of every code that was not used yet. */
  keepCode(code: Omit<KeptCode, "taken">): Promise<void>;
  /** Those that are not over, whether they were used or not. */
  codes(now: Instant): Promise<readonly KeptCode[]>;
  /** Takes a code for one use, so that nobody else can; false when somebody was quicker. */
  takeCode(id: string, use: CodeUse): Promise<boolean>;
  /** What it was taken for is done. */
  useCode(id: string, use: CodeUse): Promise<void>;
  /** As if it had not been taken, unless what it was taken for is done. */
  giveBack(id: string, use: CodeUse): Promise<void>;
  /** What was made of a code; null as long as that is not done. */
  useOf(id: string): Promise<CodeUse | null>;
  admins(): Promise<readonly Admin[]>;
  addAdmin(admin: Admin): Promise<void>;
  /** False when there was none. */
  removeAdmin(platform: string, id: string): Promise<boolean>;
}

/** Who sends a code, and from where. */
export interface Claimant {
  readonly caller: Caller;
  readonly origin: Origin;
  readonly place: string;
  readonly now: Instant;
  readonly signal: AbortSignal;
}

/** `refused`: why not, in a sentence. */
export type Enrolled = CodeUse | { readonly as: "refused"; readonly why: Text };

/** What commands can do about admins that became so with a code. */
export interface Enrolment {
  use(code: string, by: Claimant): Promise<Enrolled>;
  admins(): readonly Admin[];
  /** Takes the right away at once; false when there was none. */
  remove(platform: string, id: string): Promise<boolean>;
}
