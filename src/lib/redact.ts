import { createOwnSecrets } from "./own-secrets.ts";
import { looksRandom, SECRET_FORMS } from "./secret-forms.ts";

/** Characters that are looked at; what lies between is never shown. */
const MOST = { head: 6_000, tail: 2_000 } as const;
const RANDOM = /[A-Za-z0-9+=]{32,}/g;

/**
 * What this process was given to keep secret. The one state of this house that all share, because whoever forgets to
 * hand it on would show a secret.
 */
const own = createOwnSecrets();

/** Keeps the values a process works with out of every text from now on, in every form and in pieces. */
export const keepSecret = (values: readonly string[]): void => own.add(values);

/** Free text without what looks like a credential, an e-mail address or a home folder, and without our own secrets. */
export function redact(text: string): string {
  const seen = text.length > MOST.head + MOST.tail ? `${text.slice(0, MOST.head)} … ${text.slice(-MOST.tail)}` : text;
  // Ours come after that: one that stands in somebody else's key would take its form away.
  const kept = SECRET_FORMS.reduce((rest, [form, instead]) => rest.replaceAll(form, instead), seen);
  return own.hide(kept, "[secret]").replaceAll(RANDOM, (word) => (looksRandom(word) ? "[hidden]" : word));
}

/** The first `most` characters of one line, cut between characters and marked when something is missing. */
export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
