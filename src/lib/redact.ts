/** Each looks at a place in the text once or a bounded number of times: whoever writes the text may mean harm. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/eyJ[\w-]{8,1000}\.[\w-]{4,8000}\.[\w-]*/g, "[token]"],
  [/\b(sk|rt|ghp|xox[abp]|pk)[-_][\w-]{8,}/g, "[key]"],
  [/\bBearer\s+[\w.~+/=-]{8,}/gi, "Bearer [token]"],
  [/\b\d{6,12}:[\w-]{30,}\b/g, "[token]"],
  [/\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}\b/g, "[token]"],
  [/([?&](?:key|token|api_key|access_token|code)=)[^&\s]+/gi, "$1[hidden]"],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, "[address]"],
  [/(?:\/home|\/Users|\/root|[A-Z]:\\Users)[/\\][^\s"')]+/g, "[path]"],
];

/** Free text without what looks like a credential, an e-mail address or a home folder. */
export const redact = (text: string): string =>
  SECRETS.reduce((kept, [pattern, instead]) => kept.replaceAll(pattern, instead), text);

/** The first `most` characters of one line, cut between characters and marked when something is missing. */
export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
