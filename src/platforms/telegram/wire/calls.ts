import { InputFile, type Api } from "grammy";
import { createBackoff } from "../../../lib/backoff.ts";
import { attempt, type Outcome } from "./attempt.ts";
import { forLibrary } from "./client.ts";
import type { Keyboard } from "../out/keyboard.ts";
import type { Place } from "../place.ts";
import type { Part } from "../out/render.ts";

/** A message of ours in a chat. Telegram can turn a text into a photo, but not back. */
export interface Posted {
  readonly id: number;
  readonly kind: Part["kind"];
}

/** Single messages over the Bot API: what is sent, with which fixed options, how often it is tried. */
export interface Wire {
  send(place: Place, part: Part, extras: Extras, signal: AbortSignal): Promise<Outcome<Posted>>;
  edit(
    chat: Place["chat"],
    posted: Posted,
    part: Part,
    keyboard: Keyboard,
    signal: AbortSignal,
  ): Promise<Outcome<unknown>>;
  remove(chat: Place["chat"], id: number, signal: AbortSignal): Promise<Outcome<unknown>>;
  typing(place: Place, signal: AbortSignal): Promise<Outcome<unknown>>;
  /** What the bot knows of a chat; refused where there is none for it. */
  chat(id: Place["chat"], signal: AbortSignal): Promise<Outcome<unknown>>;
  /** Takes the bot out of a chat. */
  leave(id: Place["chat"], signal: AbortSignal): Promise<Outcome<unknown>>;
  /** Ends a button's spinner, with a short text when there is something to say; as an alert it stays until it is read. */
  toast(query: string, text: string | null, signal: AbortSignal, alert?: boolean): Promise<Outcome<unknown>>;
}

export interface Extras {
  readonly keyboard: Keyboard;
  /** The message this one answers. */
  readonly quote?: number;
}

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;
const HTML = { parse_mode: "HTML" } as const;

export function createWire(api: Api, random: () => number): Wire {
  const limits = (blindTries: number, tries = 4) => ({
    tries,
    blindTries,
    backoff: createBackoff({ first: 500, most: 4_000, random }),
  });
  const harmless = (call: () => Promise<unknown>, signal: AbortSignal) => attempt(call, limits(2, 3), signal);
  return {
    send(place, part, extras, signal) {
      const options = { ...HTML, ...topicOf(place), ...quoting(extras.quote), ...markup(extras.keyboard) };
      const send = async (): Promise<Posted> => {
        const message =
          part.kind === "text"
            ? await api.sendMessage(place.chat, part.html, { ...options, ...NO_PREVIEW }, forLibrary(signal))
            : await api.sendPhoto(
                place.chat,
                pngFile(part.png),
                { ...options, caption: part.html },
                forLibrary(signal),
              );
        return { id: message.message_id, kind: part.kind };
      };
      return attempt(send, limits(1), signal);
    },
    edit(chat, { id }, part, keyboard, signal) {
      // An empty keyboard is sent as none, which takes the buttons off.
      const options = markup(keyboard);
      const edit = (): Promise<unknown> =>
        part.kind === "text"
          ? api.editMessageText(chat, id, part.html, { ...HTML, ...NO_PREVIEW, ...options }, forLibrary(signal))
          : api.editMessageMedia(chat, id, photoOf(part), options, forLibrary(signal));
      return attempt(edit, limits(3), signal);
    },
    remove: (chat, id, signal) => harmless(() => api.deleteMessage(chat, id, forLibrary(signal)), signal),
    typing: (place, signal) =>
      attempt(() => api.sendChatAction(place.chat, "typing", topicOf(place), forLibrary(signal)), limits(0, 1), signal),
    chat: (id, signal) => attempt(() => api.getChat(id, forLibrary(signal)), limits(0, 1), signal),
    leave: (id, signal) => harmless(() => api.leaveChat(id, forLibrary(signal)), signal),
    toast: (query, text, signal, alert = false) => {
      const said = text === null ? {} : { text, ...(alert && { show_alert: true }) };
      return harmless(() => api.answerCallbackQuery(query, said, forLibrary(signal)), signal);
    },
  };
}

const topicOf = ({ topic }: Place) => (topic === undefined ? {} : { message_thread_id: topic });

const quoting = (message: number | undefined) =>
  message === undefined ? {} : { reply_parameters: { message_id: message, allow_sending_without_reply: true } };

const markup = (keyboard: Keyboard) => (keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } });

const pngFile = (png: Uint8Array): InputFile => new InputFile(png, "image.png");

const photoOf = (part: Extract<Part, { kind: "photo" }>) => ({
  type: "photo" as const,
  media: pngFile(part.png),
  caption: part.html,
  ...HTML,
});
