import type { IncomingMessage, ServerResponse } from "node:http";
import type { Message } from "../core/card.ts";
import { SECOND } from "../core/time.ts";
import type { GatewayReport } from "../core/report.ts";
import { say } from "../words/say.ts";
import { CSS, SCRIPT } from "./assets.ts";
import { readLanguage } from "./language.ts";
import { createLive, type LivePage } from "./live.ts";
import { writeNotice, writePage, writeSignIn, type Content } from "./page.ts";
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
  const content = ({ path, language }: LivePage): Promise<Content | null> =>
    writeContent(new URL(path, HERE), ports, read, language);
  const live = createLive(async (page) => (await content(page))?.main ?? null);

  const sendPage = (response: ServerResponse, status: number, page: Content, at: LivePage, more = {}): void =>
    send(response, status, "text/html", writePage(page, at.path, version, at.language), more);
  const sendNotice = (response: ServerResponse, status: number, notice: Notice, at: LivePage, more = {}): void =>
    sendPage(response, status, writeNotice(...notice, at.language), at, more);

  const refuse = (response: ServerResponse, at: LivePage): void => {
    if (token === null) return sendNotice(response, 403, CLOSED, at);
    sendPage(response, 401, writeSignIn(false, at.language), at, { "www-authenticate": "Bearer" });
  };
  const signIn = async (request: IncomingMessage, response: ServerResponse, at: LivePage): Promise<void> => {
    const given = new URLSearchParams(await readBody(request)).get("token") ?? "";
    const result = sessions.signIn(given);
    if (result.kind === "in")
      return send(response, 303, "text/plain", "", { location: "/", "set-cookie": result.cookie });
    if (result.kind === "too many") return sendNotice(response, 429, TOO_MANY, at);
    sendPage(response, 401, writeSignIn(true, at.language), at);
  };

  return {
    handles: (path) => PATHS.has(path) || path.startsWith("/gateway/"),
    async answer(request, response) {
      const url = readUrl(request.url);
      const path = url?.pathname ?? "/";
      const language = readLanguage(request.headers["accept-language"], ports.language);
      const at = { path, language };
      if (path === "/wall.css") return send(response, 200, "text/css", CSS);
      if (path === "/wall.js") return send(response, 200, "text/javascript", SCRIPT);
      if (path === "/sign-in" && request.method === "POST" && token !== null) return signIn(request, response, at);
      if (request.method !== "GET") return sendNotice(response, 405, ONLY_READ, at, { allow: "GET" });
      if (!sessions.isAllowed(request)) return refuse(response, at);
      if (path === "/sign-in") return send(response, 303, "text/plain", "", { location: "/" });
      if (path === "/events") {
        const page = url?.searchParams.get("page") ?? "/";
        const isOurs = page.length < 500 && page.startsWith("/") && !page.startsWith("//");
        if (isOurs && live.add({ path: page, language }, response)) return;
        return send(response, 503, "text/plain", "Too many look already; load the page again to see what changed.\n");
      }
      const found = url === null ? null : await content({ path: url.href, language });
      if (found === null) return sendNotice(response, 404, NO_SUCH_PAGE, at);
      sendPage(response, 200, found, at);
    },
  };
}

/** Sends a text with everything that keeps it from being more than that. */
const send = (response: ServerResponse, status: number, type: string, body: string, more = {}): void =>
  void response
    .writeHead(status, { ...HEADERS, vary: "accept-language", "content-type": `${type}; charset=utf-8`, ...more })
    .end(body);

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

type Notice = readonly [title: Message, words: Message];

const CLOSED: Notice = [say("wall.closed"), say("wall.closed-why")];
const NO_SUCH_PAGE: Notice = [say("wall.no-page"), say("wall.no-page-why")];
const ONLY_READ: Notice = [say("wall.only-read"), say("wall.only-read-why")];
const TOO_MANY: Notice = [say("wall.too-many"), say("wall.too-many-why")];
