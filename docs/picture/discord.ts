import { ButtonStyle, ComponentType, type APIEmbed, type APIMessageTopLevelComponent } from "discord.js";
import { toHtml } from "./markup.ts";
import { toPage } from "./page.ts";

export interface Message {
  readonly command: string;
  /** Who gave the command. */
  readonly asker: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly now: number;
}

const STYLE = `
  body { margin: 0; background: #313338; color: #dbdee1; font: 400 15px/1.375 Inter, sans-serif; }
  main { display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 2px 16px; padding: 16px; }
  .asked { grid-column: 2; font-size: 13px; color: #b5bac1; }
  .asked b { color: #f2f3f5; font-weight: 500; }
  .asked i { color: #a8b4ff; font-style: normal; }
  .bot { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; display: grid; place-items: center; color: #fff; font-weight: 600; }
  .name { color: #f2f3f5; font-weight: 500; }
  .app { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; font-weight: 600; padding: 1px 5px; margin: 0 6px 0 4px; vertical-align: 2px; }
  .when { color: #949ba4; font-size: 12px; }
  .embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 8px 16px 14px 12px; margin-top: 6px; font-size: 14px; }
  .title { color: #f2f3f5; font-weight: 600; font-size: 16px; margin: 4px 0; }
  .field { margin-top: 8px; }
  .field > b { display: block; color: #f2f3f5; font-weight: 600; }
  p, h3, .title, .field { overflow-wrap: anywhere; }
  p, h3, small, li, pre { margin: 0; display: block; }
  h3 { color: #f2f3f5; font-size: 16px; font-weight: 500; margin: 6px 0 2px; }
  b, h3 b { font-weight: 600; }
  small { color: #949ba4; font-size: 12px; margin: 4px 0; }
  li { padding-left: 20px; text-indent: -16px; }
  li::before { content: "•"; margin-right: 9px; text-indent: 0; }
  p + p, li + p { margin-top: 3px; }
  code, pre { font-family: "DejaVu Sans Mono", monospace; font-size: 12.5px; background: #1e1f22; border-radius: 3px; }
  code { padding: 1px 4px; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 8px; margin: 6px 0; border: 1px solid #232428; line-height: 1.3; }
  .row { display: flex; gap: 8px; margin-top: 8px; }
  .button { background: #4e5058; color: #fff; border-radius: 4px; padding: 6px 14px; font-size: 14px; font-weight: 500; }
  .button.primary { background: #5865f2; }
  .button.danger { background: #da373c; }
  time { background: #3c3e44; border-radius: 3px; padding: 0 3px; }
`;

/** A page that shows a reply as Discord would. */
export const toDiscordPage = ({ command, asker, embeds, components, now }: Message): string =>
  toPage(
    STYLE,
    `<div class="asked"><b>${asker}</b> used <i>/${command}</i></div>
  <div class="bot">OC</div>
  <div>
    <span class="name">OpenClaw Companion</span><span class="app">APP</span><span class="when">Today at 09:15</span>
    ${embeds.map((embed) => toEmbed(embed, now)).join("\n")}
    ${components.map(toRow).join("\n")}
  </div>`,
  );

function toEmbed({ title, description, fields = [], color = 0 }: APIEmbed, now: number): string {
  const parts = [
    title === undefined ? "" : `<div class="title">${toHtml(title, now)}</div>`,
    description === undefined ? "" : toHtml(description, now),
    ...fields.map(({ name, value }) => `<div class="field"><b>${toHtml(name, now)}</b>${toHtml(value, now)}</div>`),
  ];
  return `<div class="embed" style="border-color: #${color.toString(16).padStart(6, "0")}">${parts.join("")}</div>`;
}

const STYLES: Readonly<Record<number, string>> = { [ButtonStyle.Primary]: "primary", [ButtonStyle.Danger]: "danger" };

function toRow(row: APIMessageTopLevelComponent): string {
  if (row.type !== ComponentType.ActionRow) return "";
  const buttons = row.components.flatMap((one) =>
    one.type === ComponentType.Button && "label" in one
      ? [`<span class="button ${STYLES[one.style] ?? ""}">${one.label ?? ""}</span>`]
      : [],
  );
  return `<div class="row">${buttons.join("")}</div>`;
}
