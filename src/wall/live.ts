import type { ServerResponse } from "node:http";
import type { Language } from "../core/card.ts";
import { SECOND } from "../core/time.ts";

/** Browsers that look at once; more are told to load the page again. */
const MOST_CLIENTS = 16;
/** Between two looks at what is shown. */
const LOOK = 2 * SECOND;
/** So that nothing on the way takes a silent connection for a dead one. */
const BEAT = 15 * SECOND;
/** What a browser that does not read may leave lying here, in bytes. */
const MOST_WAITING = 1024 * 1024;

/** Tells browsers of every change of the page they show. */
export interface Live {
  /** False when too many are looking already. */
  add(page: LivePage, response: ServerResponse): boolean;
}

/** A page as somebody reads it. */
export interface LivePage {
  readonly path: string;
  readonly language: Language;
}

const keyOf = ({ path, language }: LivePage): string => `${language} ${path}`;

/** `render`: what stands on a page; null when it is gone. */
export function createLive(render: (page: LivePage) => Promise<string | null>): Live {
  const clients = new Map<ServerResponse, { readonly page: LivePage; shown: string | null }>();
  let isLooking = false;

  const look = async (): Promise<void> => {
    const pages = new Map<string, string | null>();
    const looked = new Map([...clients.values()].map(({ page }) => [keyOf(page), page]));
    for (const [key, page] of looked) pages.set(key, await render(page).catch(() => null));
    for (const [response, client] of clients) {
      const now = pages.get(keyOf(client.page)) ?? null;
      if (now === null || now === client.shown) continue;
      client.shown = now;
      if (response.writableLength > MOST_WAITING) response.destroy();
      else response.write(`data: ${JSON.stringify(now)}\n\n`);
    }
  };
  const run = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    let beat = 0;
    while (clients.size > 0) {
      await look();
      await pause(LOOK);
      beat += LOOK;
      if (beat < BEAT) continue;
      beat = 0;
      for (const response of clients.keys()) response.write(": still here\n\n");
    }
    isLooking = false;
  };

  return {
    add(page, response) {
      if (clients.size >= MOST_CLIENTS) return false;
      clients.set(response, { page, shown: null });
      response.on("close", () => clients.delete(response)).on("error", () => clients.delete(response));
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 3000\n\n");
      void run();
      return true;
    },
  };
}

/** Keeps no process alive that has nothing else to do. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
