import { escape } from "./html.ts";

/** One page: its title, and what stands in `main`. */
export interface Content {
  readonly title: string;
  readonly main: string;
}

const LINKS: readonly (readonly [path: string, name: string])[] = [
  ["/", "Fleet"],
  ["/incidents", "Incidents"],
  ["/audit", "Audit"],
];

/** The whole document. It loads nothing from elsewhere. */
export function writePage({ title, main }: Content, path: string, version: string): string {
  const links = LINKS.map(([to, name]) => {
    const current = to === path ? ' aria-current="page"' : "";
    return `<li><a href="${to}"${current}>${name}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
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
<header><a class="brand" href="/">OpenClaw Companion</a><nav aria-label="Pages"><ul>${links.join("")}</ul></nav></header>
<main>${main}</main>
<footer><p>Version ${escape(version)}. <span id="live" role="status">As of the moment this page was loaded.</span></p></footer>
</body>
</html>
`;
}

/** Asks for the token of the settings, for browsers, which cannot send it by themselves. */
export const writeSignIn = (wrong: boolean): Content => ({
  title: "Sign in",
  main: `<h1>Sign in</h1>
<form method="post" action="/sign-in">
${wrong ? '<p role="alert">That is not the token.</p>' : ""}
<p><label for="token">Token (COMPANION_HTTP_TOKEN)</label>
<input id="token" name="token" type="password" autocomplete="current-password" required></p>
<p><button type="submit">Sign in</button></p>
</form>`,
});
