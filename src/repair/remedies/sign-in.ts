import { code, type Line } from "../../core/card.ts";
import type { Examination, Remedy } from "../../core/plan.ts";
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
        title: `Sign in to ${provider} anew`,
        why: [
          refused === null ? ENDS : REFUSED,
          " The gateway gives a code that you enter on the provider's page, with the account it should use.",
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
      title: "Log in again on the gateway host",
      why: [
        ...(refused === null ? [ENDS, " "] : BY_HAND),
        "Afterwards send one message and look at ",
        code("/model-status"),
        ".",
      ],
      commands: wanted.map(loginOf),
    };
  },
};

const REFUSED = "The provider refuses the login on the right route.";
const ENDS = "The gateway cannot renew the login by itself: without a new one its models are refused.";
const BY_HAND: Line = [
  "The provider refuses the login on the right route, so the configuration is right and stays as it is. Do not add scopes to the login: that breaks it altogether. ",
];

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
