import { code } from "../../core/card.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { loginOf } from "../run/sign-in.ts";
import { usersOf } from "./proving.ts";
import { isDiagnosed, provedAside } from "./shared.ts";

/** A login is refused, or ends: nothing in the configuration can mend that, and scopes must not be touched. */
export const signIn: Remedy = {
  id: "sign-in",
  propose(examination) {
    const refused = findRefused(examination);
    const wanted = refused === null ? endingOf(examination) : [refused];
    const isOffered = (one: string): boolean =>
      examination.signIns.includes(one) && usersOf(examination, one).length > 0;
    const provider = wanted.find(isOffered);
    if (provider !== undefined) {
      const proves = usersOf(examination, provider);
      return {
        kind: "sign-in",
        title: say("remedy.sign-in", { provider }),
        why: [
          sayInTurn(
            refused === null ? say("remedy.sign-in-ends") : say("remedy.sign-in-refused"),
            say("remedy.sign-in-code"),
          ),
        ],
        provider,
        refused: refused !== null,
        effects: provedAside(proves),
        proves,
      };
    }
    if (wanted.length === 0) return null;
    return {
      kind: "instruct",
      title: say("remedy.log-in"),
      why: [
        sayInTurn(
          refused === null ? say("remedy.sign-in-ends") : say("remedy.log-in-refused"),
          say("remedy.log-in-look", { command: code("/model-status") }),
        ),
      ],
      commands: wanted.map(loginOf),
    };
  },
};

/** Whose login is refused; null where none is. */
function findRefused(examination: Examination): string | null {
  if (isDiagnosed(examination, "sign-in-rejected")) return examination.snapshot.release.chatgpt.provider;
  const found = examination.diagnoses.find(({ rule }) => rule === "spent-refresh-token" || rule === "login-expired");
  return found === undefined
    ? null
    : (found.about?.[0]?.model.provider ?? examination.snapshot.release.chatgpt.provider);
}

/** Whose logins end, or have ended: those that have first. */
const endingOf = (examination: Examination): readonly string[] => {
  const { diagnoses, snapshot } = examination;
  const ending = diagnoses.flatMap(({ rule, subject }) => (rule === "sign-in-expiring" ? (subject ?? []) : []));
  const providers = ending.flatMap((id) => snapshot.profiles.find((one) => one.id === id)?.provider ?? []);
  return [...new Set(providers)].toSorted((a, b) => Number(isOver(examination, b)) - Number(isOver(examination, a)));
};

const isOver = ({ snapshot }: Examination, provider: string): boolean =>
  snapshot.profiles.some((one) => one.provider === provider && one.status === "expired");
