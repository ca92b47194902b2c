import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from "discord.js";
import type { Action } from "../../../../core/card.ts";
import { clip } from "../../../../lib/clip.ts";
import { writeCustomId } from "../../custom-id.ts";
import { LIMITS } from "./limits.ts";
import { harmless, oneLine } from "./plain.ts";

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

export interface Buttons {
  readonly rows: readonly ButtonRow[];
  /** Actions that could not become a button: too long to encode, or one too many. */
  readonly dropped: readonly Action<string>[];
}

const STYLES: Readonly<Record<Action<string>["style"], APIButtonComponentWithCustomId["style"]>> = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
};

export function renderButtons(actions: readonly Action<string>[]): Buttons {
  const used = new Set<string>();
  const dropped: Action<string>[] = [];
  const buttons: APIButtonComponentWithCustomId[] = [];
  for (const action of actions) {
    const id = uniqueId(action, used);
    if (id === undefined || buttons.length === LIMITS.rows * LIMITS.buttonsInRow) {
      dropped.push(action);
      continue;
    }
    used.add(id);
    buttons.push({ type: ComponentType.Button, style: STYLES[action.style], label: toLabel(action), custom_id: id });
  }
  return { rows: toRows(buttons), dropped };
}

function uniqueId(action: Action<string>, used: ReadonlySet<string>): string | undefined {
  let repeat = 0;
  let id = writeCustomId(action);
  while (id !== undefined && used.has(id)) id = writeCustomId(action, ++repeat);
  return id;
}

const toLabel = (action: Action<string>): string =>
  clip(harmless(oneLine(action.label)) || action.command, LIMITS.label);

function toRows(buttons: readonly APIButtonComponentWithCustomId[]): readonly ButtonRow[] {
  const count = Math.ceil(buttons.length / LIMITS.buttonsInRow);
  return Array.from({ length: count }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * LIMITS.buttonsInRow, (row + 1) * LIMITS.buttonsInRow),
  }));
}
