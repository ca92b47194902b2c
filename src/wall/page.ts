import type { Language, Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { escape, spoken } from "./html.ts";

/** One page: its title, and what stands in `main`. */
export interface Content {
  readonly title: string;
  readonly main: string;
}

const LINKS: readonly (readonly [path: string, name: Message])[] = [
  ["/", say("wall.fleet")],
  ["/incidents", say("wall.incidents")],
  ["/audit", say("wall.audit")],
];

/** The whole document. It loads nothing from elsewhere. */
export function writePage({ title, main }: Content, path: string, version: string, language: Language): string {
  const own = (message: Message): string => spoken(message, language);
  const links = LINKS.map(([to, name]) => {
    const current = to === path ? ' aria-current="page"' : "";
    return `<li><a href="${to}"${current}>${own(name)}</a></li>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · OpenClaw Companion</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/wall.css">
<script src="/wall.js" defer></script>
</head>
<body>
<header><a class="brand" href="/">OpenClaw Companion</a><nav aria-label="${own(say("wall.pages"))}"><ul>${links.join("")}</ul></nav></header>
<main>${main}</main>
<footer><p>${own(say("wall.version", { version }))} <span id="live" role="status" data-live="${own(say("wall.live"))}" data-lost="${own(say("wall.not-live"))}">${own(say("wall.loaded"))}</span></p></footer>
</body>
</html>
`;
}

/** Asks for the token of the settings, for browsers, which cannot send it by themselves. */
export function writeSignIn(wrong: boolean, language: Language): Content {
  const own = (message: Message): string => spoken(message, language);
  const title = say("wall.sign-in");
  return {
    title: speakText(title, language),
    main: `<h1>${own(title)}</h1>
<form method="post" action="/sign-in">
${wrong ? `<p role="alert">${own(say("wall.wrong-token"))}</p>` : ""}
<p><label for="token">${own(say("wall.token", { variable: "COMPANION_HTTP_TOKEN" }))}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required></p>
<p><button type="submit">${own(title)}</button></p>
</form>`,
  };
}

/** A page of one sentence. */
export const writeNotice = (title: Message, words: Message, language: Language): Content => ({
  title: speakText(title, language),
  main: `<h1>${spoken(title, language)}</h1><p>${spoken(words, language)}</p>`,
});
