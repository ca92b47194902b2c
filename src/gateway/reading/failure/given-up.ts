import type { Refused } from "../../../core/record.ts";
import { readModel, type ModelRef } from "../../../core/model.ts";
import type { Instant } from "../../../core/time.ts";
import { cutText } from "../../bounds/text.ts";
import { readFailure } from "./read.ts";

const ALL_FAILED = /All models failed \(\d{1,4}\): (.*)$/s;
const CANDIDATE = /^([\w.-]{1,100}\/[\w./:-]{0,200}\w): (.*)$/s;
const REASON = / \([\w-]{1,40}\)$/;
const ONE = /\bfor ([\w.-]{1,100}\/[\w./:-]{0,200}\w)\.?\s*$/;

/**
 * Reads the refusals out of `All models failed (2): a/b: why (reason) | c/d: why (reason)`, and out of the
 * sentence about a single model. What a provider said stands there too and is left out.
 */
export function readGivenUp(text: string, at: Instant): readonly Refused[] {
  const line = cutText(text).split(/\n/)[0] ?? "";
  const list = ALL_FAILED.exec(line)?.[1];
  const found =
    list === undefined
      ? [toRefused(ONE.exec(line)?.[1], line, at)]
      : list.split(" | ").map((part) => readCandidate(part, at));
  return found.flatMap((refused) => refused ?? []);
}

function readCandidate(text: string, at: Instant): Refused | null {
  const [, name, message = ""] = CANDIDATE.exec(text.trim()) ?? [];
  return toRefused(name, message.replace(REASON, ""), at);
}

function toRefused(name: string | undefined, message: string, at: Instant): Refused | null {
  const model = readModel(name ?? "");
  if (model === null) return null;
  const failure = readFailure({ message, at });
  return failure.local ? { model, failure } : null;
}

/** The model that a gateway's refusal names; null where it names none. */
export const modelIn = (text: string): ModelRef | null =>
  readModel(/(?:model:? |for )"?([\w.-]{1,100}\/[\w./:-]{0,200}\w)/i.exec(cutText(text))?.[1] ?? "");
