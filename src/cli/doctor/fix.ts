import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import type { Finding, Mending } from "../../core/finding.ts";
import { renameInEnv, writeEnvFile } from "../setup/env-file.ts";
import { toOctal } from "./host.ts";
import type { Message, Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { textOf } from "../failure.ts";

/** What was done about a finding, or why not, in words. */
export interface Fixed {
  readonly about: Text;
  readonly done: boolean;
  readonly text: Text;
}

/** Asks a person; null where there is nobody to ask. */
export type Ask = (question: Text) => Promise<boolean | null>;

/** Does what can be done about the findings, one after the other, and says of each what came of it. */
export async function fixAll(findings: readonly Finding[], ask: Ask): Promise<readonly Fixed[]> {
  const all: Fixed[] = [];
  for (const { about, mending } of findings) if (mending) all.push({ about, ...(await fix(mending, ask)) });
  return all;
}

async function fix(mending: Mending, ask: Ask): Promise<Omit<Fixed, "about">> {
  try {
    const answer = mending.kind === "rename" ? await ask(questionOf(mending)) : true;
    if (answer === null) return { done: false, text: say("keep.fix-no-terminal") };
    if (!answer) return { done: false, text: say("keep.fix-refused") };
    return { done: true, text: apply(mending) };
  } catch (error) {
    return { done: false, text: say("keep.fix-failed", { why: textOf(error) }) };
  }
}

const questionOf = ({ path, from, to }: Extract<Mending, { kind: "rename" }>): Message =>
  say("keep.fix-ask", { path, from, to });

function apply(mending: Mending): Message {
  const { path } = mending;
  switch (mending.kind) {
    case "mode": {
      const before = statSync(path).mode;
      chmodSync(path, mending.mode);
      return say("keep.fixed-mode", { path, mode: toOctal(mending.mode), before: toOctal(before) });
    }
    case "owner": {
      const before = statSync(path).uid;
      chownSync(path, mending.uid, statSync(path).gid);
      chmodSync(path, 0o600);
      return say("keep.fixed-owner", { path, owner: mending.uid, before });
    }
    case "rename": {
      writeEnvFile(path, renameInEnv(readFileSync(path, "utf8"), mending.from, mending.to));
      return say("keep.fixed-name", { path, to: mending.to, from: mending.from });
    }
  }
}
