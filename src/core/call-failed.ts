/** Why a gateway was asked and nothing came of it. `call`: the method, which tells nothing of what was asked. */
export type CallFault =
  | { readonly kind: "slow"; readonly call: string }
  | { readonly kind: "right-taken-away" }
  | { readonly kind: "refused" }
  /** Its reply is none; `place` is where in it, and empty for the whole. */
  | { readonly kind: "unreadable"; readonly call: string; readonly place: string };

/** A call that failed for a reason which is known. Its message is the gateway's own, and for the log alone. */
export class CallFailed extends Error {
  readonly fault: CallFault;
  constructor(fault: CallFault, message: string) {
    super(message);
    this.name = "CallFailed";
    this.fault = fault;
  }
}
