import { visible } from "../../../words/visible.ts";

export const oneLine = (text: string): string => visible(text).replaceAll(/\s+/g, " ").trim();

/** Word joiner behind a leading `@`: reads the same, but Telegram no longer notifies a member of that name. */
const unmention = (text: string): string => text.replaceAll(/(?<![\p{L}\p{N}_])@(?=\w)/gu, "@\u2060");

/** Text outside code: mentions are broken, and no more than one empty line is left between paragraphs. */
export const prose = (text: string): string => unmention(visible(text)).replaceAll(/\n(?:[^\S\n]*\n){2,}/g, "\n\n");

/**
 * Writes our own commands as Telegram publishes them, `/model-status` as `/model_status`, since Telegram ends
 * a tappable command at the hyphen and a tap would send another one.
 */
export const tappable = (text: string, published: ReadonlySet<string>): string =>
  text.replaceAll(/(?<![\w/.])\/[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])/g, (command) => {
    const name = command.slice(1).replaceAll("-", "_");
    return published.has(name) ? `/${name}` : command;
  });

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
