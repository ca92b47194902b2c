import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import type { Finding, Mending } from "../../core/finding.ts";
import { renameInEnv, writeEnvFile } from "../setup/env-file.ts";
import { toOctal } from "./host.ts";
import { messageOf } from "../../lib/message-of.ts";

/** What was done about a finding, or why not, in words. */
export interface Fixed {
  readonly about: string;
  readonly done: boolean;
  readonly text: string;
}

/** Asks a person; null where there is nobody to ask. */
export type Ask = (question: string) => Promise<boolean | null>;

/** Does what can be done about the findings, one after the other, and says of each what came of it. */
export async function fixAll(findings: readonly Finding[], ask: Ask): Promise<readonly Fixed[]> {
  const all: Fixed[] = [];
  for (const { about, mending } of findings) if (mending) all.push({ about, ...(await fix(mending, ask)) });
  return all;
}

async function fix(mending: Mending, ask: Ask): Promise<Omit<Fixed, "about">> {
  try {
    const answer = mending.kind === "rename" ? await ask(questionOf(mending)) : true;
    if (answer === null) return { done: false, text: "left alone: run doctor --fix in a terminal, where it can ask" };
    if (!answer) return { done: false, text: "left alone, as you said" };
    return { done: true, text: apply(mending) };
  } catch (error) {
    const why = messageOf(error);
    return { done: false, text: `could not be fixed: ${why}` };
  }
}

const questionOf = ({ path, from, to }: Extract<Mending, { kind: "rename" }>): string =>
  `${path} says ${from}. Rename it to ${to} there?`;

function apply(mending: Mending): string {
  const { path } = mending;
  switch (mending.kind) {
    case "mode": {
      const before = statSync(path).mode;
      chmodSync(path, mending.mode);
      return `${path} is yours alone now (mode ${toOctal(mending.mode)}, was ${toOctal(before)})`;
    }
    case "owner": {
      const before = statSync(path).uid;
      chownSync(path, mending.uid, statSync(path).gid);
      chmodSync(path, 0o600);
      return `${path} belongs to user ${mending.uid} now (was ${before}), who alone may read it`;
    }
    case "rename": {
      writeEnvFile(path, renameInEnv(readFileSync(path, "utf8"), mending.from, mending.to));
      return `${path} says ${mending.to} now, where it said ${mending.from}`;
    }
  }
}
