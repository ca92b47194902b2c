import { looksRandom, SECRET_FORMS } from "./secret-forms.ts";

/** Characters that are looked at; what lies between is never shown. */
const MOST = { head: 6_000, tail: 2_000 } as const;
const RANDOM = /[A-Za-z0-9+=]{32,}/g;

/** Shorter ones are words that may stand anywhere. */
const SHORTEST = 6;
/** Half of a secret of this length tells enough of it, and is nothing else. */
const HALF = 16;

/** What this process was given to keep secret, in every form it may be met in. */
let own: readonly string[] = [];

/**
 * Keeps the values a process works with out of every text from now on: as they are, cut in half, and as they are
 * written in addresses, in base64 and in hexadecimal digits. The one state of this house that all share, because
 * whoever forgets to hand it on would show a secret.
 */
export function keepSecret(values: readonly string[]): void {
  const forms = values.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
  own = [...new Set([...own, ...forms])].toSorted((a, b) => b.length - a.length);
}

/** Free text without what looks like a credential, an e-mail address or a home folder, and without our own secrets. */
export function redact(text: string): string {
  const seen = text.length > MOST.head + MOST.tail ? `${text.slice(0, MOST.head)} … ${text.slice(-MOST.tail)}` : text;
  const kept = own.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), seen);
  return SECRET_FORMS.reduce((rest, [form, instead]) => rest.replaceAll(form, instead), kept).replaceAll(
    RANDOM,
    (word) => (looksRandom(word) ? "[hidden]" : word),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  const half = Math.ceil(secret.length / 2);
  const halves = secret.length >= HALF ? [secret.slice(0, half), secret.slice(-half)] : [];
  const inAddress = encodeURIComponent(secret);
  const written = [
    inAddress,
    inAddress.replaceAll(/%[\dA-F]{2}/g, (sign) => sign.toLowerCase()),
    encodeURIComponent(inAddress),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll(/[&<>"']/g, (sign) => `&${ENTITIES[sign] ?? ""};`),
    hex,
    hex.toUpperCase(),
  ];
  return [secret, ...halves, ...written, ...base64Of(bytes)].filter(({ length }) => length >= SHORTEST);
}

/** In base64 a text reads in three ways, by how many bytes stand before it; what hangs on its neighbours is left out. */
const base64Of = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    return (["base64", "base64url"] as const).map((form) => padded.toString(form).slice(first, last));
  });

/** The first `most` characters of one line, cut between characters and marked when something is missing. */
export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
