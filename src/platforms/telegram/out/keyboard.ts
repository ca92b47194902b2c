import type { InlineKeyboardButton } from "grammy/types";
import type { CallbackStore } from "../../../core/callbacks.ts";
import type { Action } from "../../../core/card.ts";
import { shorten } from "../../../lib/redact.ts";
import { toCallbackData } from "../callback-data.ts";

export type Keyboard = InlineKeyboardButton[][];

/** What fits side by side on a phone. */
const ROW = { buttons: 3, characters: 32 } as const;
const MOST_BUTTONS = 30;
const LONGEST_LABEL = 48;

/** The card's actions as an inline keyboard, in their order; empty when there are none. */
export async function toKeyboard(actions: readonly Action<string>[], store: CallbackStore): Promise<Keyboard> {
  const buttons = await Promise.all(actions.slice(0, MOST_BUTTONS).map((action) => toButton(action, store)));
  return buttons.reduce<Keyboard>((rows, button) => {
    const row = rows.at(-1);
    const used = row?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    const fits = row !== undefined && row.length < ROW.buttons && used + button.text.length <= ROW.characters;
    return fits ? [...rows.slice(0, -1), [...row, button]] : [...rows, [button]];
  }, []);
}

async function toButton(action: Action<string>, store: CallbackStore): Promise<InlineKeyboardButton> {
  const data = await toCallbackData({ name: action.command, args: action.args }, store);
  const style = action.style === "plain" ? {} : { style: action.style };
  return { text: shorten(action.label.toWellFormed(), LONGEST_LABEL) || "…", callback_data: data, ...style };
}
