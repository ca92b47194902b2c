import type { SpokenCard } from "../../src/core/card.ts";
import { toKeyboard } from "../../src/platforms/telegram/out/keyboard.ts";
import { renderCard, type Part } from "../../src/platforms/telegram/out/render.ts";
import { toPage } from "./page.ts";

const STYLE = `
  body { margin: 0; background: #0e1621; color: #fff; font: 400 15px/1.35 Inter, sans-serif; }
  main { padding: 16px; display: grid; gap: 8px; }
  .bubble { background: #182533; border-radius: 12px; padding: 8px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
  .bubble img { width: calc(100% + 24px); margin: -8px -12px 8px; border-radius: 12px 12px 0 0; display: block; }
  .from { color: #6ab3f3; font-weight: 600; font-size: 14px; }
  .when { color: #6d7f8f; font-size: 12px; display: block; text-align: right; line-height: 1; }
  .sign { width: 13px; height: 13px; border-radius: 50%; display: inline-block; margin-right: 2px; vertical-align: -1px; }
  b { font-weight: 600; }
  i { color: #a9b7c4; }
  code, pre { font-family: "DejaVu Sans Mono", monospace; font-size: 12.5px; color: #8fd0ff; margin: 0; }
  .row { display: flex; gap: 4px; margin-top: 4px; }
  .button { flex: 1; text-align: center; background: #2b3b4c; border-radius: 8px; padding: 8px 4px; font-size: 14px; font-weight: 500; }
  .button.primary { background: #3d7ab5; }
  .button.danger { background: #b5423d; }
`;

/** Buttons of a picture are not pressed. */
const NOWHERE = { keep: () => Promise.resolve("k"), find: () => Promise.resolve(null) };

/** A page that shows cards as Telegram would, one after the other. */
export async function toTelegramPage(cards: readonly SpokenCard[], now: number): Promise<string> {
  const bubbles = await Promise.all(cards.map((card) => toBubbles(card, now)));
  return toPage(STYLE, bubbles.join(""));
}

async function toBubbles(card: SpokenCard, now: number): Promise<string> {
  const parts = renderCard(card, { now, published: new Set(), namesZone: false });
  const keyboard = await toKeyboard(card.actions ?? [], NOWHERE);
  const rows = keyboard.map(
    (row) =>
      `<div class="row">${row.map(({ text, style }) => `<span class="button ${style ?? ""}">${text}</span>`).join("")}</div>`,
  );
  return `<div>${parts.map(toBubble).join("")}${rows.join("")}</div>`;
}

function toBubble(part: Part): string {
  const image =
    part.kind === "photo" ? `<img src="data:image/png;base64,${Buffer.from(part.png).toString("base64")}">` : "";
  return `<div class="bubble">${image}<div class="from">OpenClaw Companion</div>${paintSigns(part.html)}<span class="when">09:15</span></div>`;
}

/** Not every system has a typeface with these. */
const COLOURS = { "🟢": "#4caf50", "🟠": "#ff9800", "🔴": "#f44336", "⚪": "#dfe3e6", "🔵": "#2f9df4" };

const paintSigns = (html: string): string =>
  Object.entries(COLOURS).reduce(
    (painted, [sign, colour]) => painted.replaceAll(sign, `<span class="sign" style="background: ${colour}"></span>`),
    html,
  );
