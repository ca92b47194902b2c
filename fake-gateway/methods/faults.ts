import type { WireError } from "../recording.ts";
import { refuse, type Answer } from "../door/wire.ts";

/** Methods that misbehave. Each fault lasts until the function it returned is called. */
export interface Faults {
  /** Requests for this method are never answered. */
  hang(method: string): () => void;
  /** Requests for this method are answered with this error. */
  fail(method: string, error: WireError): () => void;
  /** What becomes of a request: an answer, `hang`, or null when nothing is wrong. */
  inspect(method: string): Answer | "hang" | null;
}

export function createFaults(): Faults {
  const faults = new Map<string, Answer | "hang">();
  const put = (method: string, fault: Answer | "hang"): (() => void) => {
    faults.set(method, fault);
    return () => {
      if (faults.get(method) === fault) faults.delete(method);
    };
  };
  return {
    hang: (method) => put(method, "hang"),
    fail: (method, error) => put(method, refuse(error)),
    inspect: (method) => faults.get(method) ?? null,
  };
}
