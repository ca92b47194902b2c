import { readModel, type ModelRef } from "../../core/model.ts";
import { readRefusal } from "../classify.ts";

/** A model that the gateway passed over by itself, in its own words. */
export interface Refused {
  readonly model: ModelRef;
  readonly message: string;
}

const ALL_FAILED = /All models failed \(\d+\): (.*)$/s;
const CANDIDATE = /^([\w.-]+\/[\w./:-]*\w): (.*?)(?: \([\w-]+\))?$/s;
const ONE = /\bfor ([\w.-]+\/[\w./:-]*\w)\.?\s*$/;

/**
 * Reads the refusals out of `All models failed (2): a/b: why (reason) | c/d: why (reason)`, and out of the
 * sentence about a single model. What a provider said stands there too and is left out.
 */
export function readSummary(text: string): readonly Refused[] {
  const line = text.split(/\n/)[0] ?? "";
  const list = ALL_FAILED.exec(line)?.[1];
  const found = list === undefined ? [toRefused(ONE.exec(line)?.[1], line)] : list.split(" | ").map(readCandidate);
  return found.flatMap((refused) => refused ?? []);
}

function readCandidate(text: string): Refused | null {
  const [, name, message] = CANDIDATE.exec(text.trim()) ?? [];
  return toRefused(name, message ?? "");
}

function toRefused(name: string | undefined, message: string): Refused | null {
  const model = readModel(name ?? "");
  return model && readRefusal(message) !== null ? { model, message } : null;
}
