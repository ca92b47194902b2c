import type { IncomingMessage, ServerResponse } from "node:http";
import { SECOND } from "../core/time.ts";
import type { GatewayReport } from "../core/report.ts";
import { CSS, SCRIPT } from "./assets.ts";
import { createLive } from "./live.ts";
import { writePage, writeSignIn, type Content } from "./page.ts";
import { writeContent } from "./pages.ts";
import type { WallPorts } from "./ports.ts";
import { createSessions } from "./sessions.ts";

/** The page for the wall: what of it a server answers. */
export interface Wall {
  handles(path: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Reports are read anew after this long, however many look. */
const FRESH = SECOND;
/** Longer than any token. */
const MOST_BODY = 4_096;

/** Everything comes from here, nothing is run that is not, and no other page may show this one in a frame. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

const PATHS: ReadonlySet<string> = new Set([
  "/",
  "/incidents",
  "/audit",
  "/events",
  "/sign-in",
  "/wall.css",
  "/wall.js",
]);

export function createWall(ports: WallPorts): Wall {
  const { clock, token, version } = ports;
  const sessions = createSessions(token, clock);
  let known: { readonly at: number; readonly reports: Promise<readonly GatewayReport[]> } | null = null;
  const read = (): Promise<readonly GatewayReport[]> => {
    if (known === null || Math.abs(clock() - known.at) > FRESH) {
      const reports = Promise.all(ports.gateways.map((gateway) => ports.report(gateway)));
      known = { at: clock(), reports };
      reports.catch(() => (known = null));
    }
    return known.reports;
  };
  const content = (path: string): Promise<Content | null> => writeContent(new URL(path, HERE), ports, read);
  const live = createLive(async (path) => (await content(path))?.main ?? null);

  const sendPage = (response: ServerResponse, status: number, page: Content, path: string, more = {}): void =>
    send(response, status, "text/html", writePage(page, path, version), more);

  const refuse = (response: ServerResponse, path: string): void => {
    if (token === null) return sendPage(response, 403, CLOSED, path);
    sendPage(response, 401, writeSignIn(false), path, { "www-authenticate": "Bearer" });
  };
  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const given = new URLSearchParams(await readBody(request)).get("token") ?? "";
    const result = sessions.signIn(given);
    if (result.kind === "in")
      return send(response, 303, "text/plain", "", { location: "/", "set-cookie": result.cookie });
    if (result.kind === "too many") return sendPage(response, 429, TOO_MANY, "/sign-in");
    sendPage(response, 401, writeSignIn(true), "/sign-in");
  };

  return {
    handles: (path) => PATHS.has(path) || path.startsWith("/gateway/"),
    async answer(request, response) {
      const url = readUrl(request.url);
      const path = url?.pathname ?? "/";
      if (path === "/wall.css") return send(response, 200, "text/css", CSS);
      if (path === "/wall.js") return send(response, 200, "text/javascript", SCRIPT);
      if (path === "/sign-in" && request.method === "POST" && token !== null) return signIn(request, response);
      if (request.method !== "GET") return sendPage(response, 405, ONLY_READ, path, { allow: "GET" });
      if (!sessions.isAllowed(request)) return refuse(response, path);
      if (path === "/sign-in") return send(response, 303, "text/plain", "", { location: "/" });
      if (path === "/events") {
        const page = url?.searchParams.get("page") ?? "/";
        const isOurs = page.length < 500 && page.startsWith("/") && !page.startsWith("//");
        if (isOurs && live.add(page, response)) return;
        return send(response, 503, "text/plain", "Too many look already; load the page again to see what changed.\n");
      }
      const found = url === null ? null : await content(url.href);
      if (found === null) return sendPage(response, 404, NO_SUCH_PAGE, path);
      sendPage(response, 200, found, path);
    },
  };
}

/** Sends a text with everything that keeps it from being more than that. */
const send = (response: ServerResponse, status: number, type: string, body: string, more = {}): void =>
  void response.writeHead(status, { ...HEADERS, "content-type": `${type}; charset=utf-8`, ...more }).end(body);

const HERE = "http://companion";

const readUrl = (asked = "/"): URL | null => (URL.canParse(asked, HERE) ? new URL(asked, HERE) : null);

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) break;
  }
  return body.slice(0, MOST_BODY);
}

const sentence = (title: string, words: string): Content => ({ title, main: `<h1>${title}</h1><p>${words}</p>` });

const CLOSED = sentence(
  "This page is for this host alone",
  "Set COMPANION_HTTP_TOKEN to see it from elsewhere, or come through an SSH tunnel.",
);
const NO_SUCH_PAGE = sentence("There is no such page", 'The <a href="/">fleet</a> leads to all there are.');
const ONLY_READ = sentence("This page is only for reading", "Changes are made in a chat or a terminal.");
const TOO_MANY = sentence(
  "One moment, please",
  "Too many wrong tokens came in this minute. Try again in the next one.",
);
