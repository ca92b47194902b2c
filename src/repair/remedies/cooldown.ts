import type { Line } from "../../core/card.ts";
import type { Diagnosis } from "../../core/diagnosis.ts";
import type { Remedy } from "../../core/plan.ts";
import { RULE_FACTS } from "../../core/rules.ts";
import { command } from "../../lib/shell.ts";
import { say } from "../../words/say.ts";
import { loginOf } from "../run/sign-in.ts";
import { joinLines } from "../../words/sequence.ts";

/** A cooldown whose cause is gone. It ends by itself, and no release can be told over its protocol to end it sooner. */
export const cooldown: Remedy = {
  id: "cooldown",
  propose({ diagnoses, snapshot }) {
    const resting = diagnoses.filter(({ rule }) => rule === "resting-credential");
    // What comes from something else ends with that.
    if (resting.length === 0 || diagnoses.some(isCause)) return null;
    const providers = [...new Set(resting.flatMap(({ about = [] }) => about.map(({ model }) => model.provider)))];
    const named = [...new Set(resting.flatMap(({ agents }) => agents))];
    const agents = named.length > 0 ? named : snapshot.agents.map(({ id }) => id);
    const isFile = snapshot.release.logins === "file";
    return {
      kind: "instruct",
      title: say("remedy.cooldown"),
      why: [
        ...resting.flatMap(({ explanation, next }): Line => [...joinLines(explanation, next), " "]),
        isFile ? say("remedy.cooldown-file") : say("remedy.cooldown-sign-in"),
      ],
      commands: isFile ? [...agents.flatMap(forget), "openclaw gateway restart"] : providers.map(loginOf),
    };
  },
};

const isCause = ({ rule, severity }: Diagnosis): boolean => severity !== "info" && RULE_FACTS[rule].role === "cause";

/** Takes the cooldowns out of the file in which these releases keep logins; what it was stands beside it. */
function forget(agent: string): readonly string[] {
  const file = command`~/.openclaw/agents/${agent}/agent/auth-profiles.json`;
  return [
    `cp ${file} ${file}.before-companion`,
    `node -e 'const fs = require("fs"), f = process.argv[1], j = JSON.parse(fs.readFileSync(f)); for (const s of Object.values(j.usageStats ?? {})) for (const k of ["cooldownUntil", "disabledUntil", "disabledReason", "errorCount", "failureCounts"]) delete s[k]; fs.writeFileSync(f, JSON.stringify(j, null, 2))' ${file}`,
  ];
}
