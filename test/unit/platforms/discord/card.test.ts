import { describe, expect, test } from "vitest";
import {
  code,
  heading,
  note,
  text,
  type Action,
  type Block,
  type Card,
  type SpokenCard,
} from "../../../../src/core/card.ts";
import { speak } from "../../../../src/words/speak.ts";
import { renderCard } from "../../../../src/platforms/discord/out/render/card.ts";

const card = (blocks: readonly Block[], more: Partial<Card> = {}): SpokenCard =>
  speak(
    {
      tone: "neutral",
      title: "Title",
      blocks,
      ...more,
    },
    "en",
  );
const embeds = (blocks: readonly Block[], more: Partial<Card> = {}) => renderCard(card(blocks, more)).body.embeds;
const action = (more: Partial<Action> = {}): Action => ({
  label: "Fix",
  style: "primary",
  command: "fix-codex",
  args: {},
  ...more,
});

const total = (rendered: ReturnType<typeof renderCard>): number =>
  rendered.body.embeds
    .flatMap((embed) => [
      embed.title ?? "",
      embed.description ?? "",
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ])
    .join("").length;

describe("a card as an embed", () => {
  test("text, headings, lists and notes become the description, in order", () => {
    const blocks: Block[] = [
      text("one ", code("x/y")),
      heading("Head"),
      { kind: "list", items: [["a"], ["b"]] },
      note("small"),
    ];
    expect(embeds(blocks)).toEqual([
      { title: "Title", description: "one `x/y`\n### Head\n- a\n- b\n-# small", color: 0x58_65_f2 },
    ]);
  });

  test.each([
    ["good", 0x2e_cc_71],
    ["warning", 0xf1_c4_0f],
    ["critical", 0xe7_4c_3c],
    ["unknown", 0x95_a5_a6],
    ["neutral", 0x58_65_f2],
  ] as const)("the tone %s is a colour", (tone, color) => {
    expect(embeds([], { tone })[0]?.color).toBe(color);
  });

  test("fields stand below the text, short ones side by side", () => {
    const fields: Block = {
      kind: "fields",
      fields: [
        { label: "Model", value: [code("x/y")] },
        { label: "", value: [""] },
        { label: "Why", value: ["z".repeat(60)] },
      ],
    };
    expect(embeds([text("a"), fields])[0]?.fields).toEqual([
      { name: "Model", value: "`x/y`", inline: true },
      { name: "\u200b", value: "—", inline: true },
      { name: "Why", value: "z".repeat(60), inline: false },
    ]);
  });

  test("text after fields begins the next embed, so that the order is kept", () => {
    const fields: Block = { kind: "fields", fields: [{ label: "a", value: ["b"] }] };
    expect(embeds([fields, text("after")]).map((embed) => embed.description)).toEqual([undefined, "after"]);
  });

  test("more than 25 fields go on in the next embed", () => {
    const fields = Array.from({ length: 60 }, (_, index) => ({ label: `f${index}`, value: [`v${index}`] }));
    expect(embeds([{ kind: "fields", fields }]).map((embed) => embed.fields?.length)).toEqual([25, 25, 10]);
  });

  test("a value too long for a field is shown whole below its label", () => {
    const fields: Block = { kind: "fields", fields: [{ label: "Log", value: ["y".repeat(1500)] }] };
    const description = embeds([fields])[0]?.description ?? "";
    expect(description.startsWith("**Log**\n")).toBe(true);
    expect(description.replaceAll(/[^y]/g, "")).toBe("y".repeat(1500));
  });

  test("a table is aligned in a code block nothing inside can close", () => {
    const table: Block = { kind: "table", columns: ["model", "n"], rows: [["a/b", "10"], ["```\nx", "2"], ["c"]] };
    expect(embeds([table, text("after")])[0]?.description).toBe(
      ["```", "model  n", "─────  ──", "a/b    10", "`\u200b`\u200b`\u200b x  2", "c", "```", "after"].join("\n"),
    );
  });

  test("two tables in a row are two code blocks", () => {
    const table: Block = { kind: "table", columns: ["a"], rows: [] };
    expect(embeds([table, table])[0]?.description).toBe("```\na\n─\n```\n```\na\n─\n```");
  });

  test("an image is attached with its alternative text", () => {
    const png = new Uint8Array([137, 80, 78, 71]);
    const { body, files } = renderCard(card([text("a"), { kind: "image", png, alt: "Fallbacks per hour" }]));
    expect(body.attachments).toEqual([{ id: "0", filename: "image-1.png", description: "Fallbacks per hour" }]);
    expect(body.embeds[0]?.image?.url).toBe("attachment://image-1.png");
    expect(files[0]).toMatchObject({ name: "image-1.png", contentType: "image/png", data: Buffer.from(png) });
  });

  test("twelve images are cut to what one message carries", () => {
    const image: Block = { kind: "image", png: new Uint8Array([1]), alt: "" };
    const { body, files } = renderCard(card(Array.from({ length: 12 }, () => image)));
    expect(files).toHaveLength(9);
    expect(body.embeds.length).toBeLessThanOrEqual(10);
  });

  test("an empty card is still a message", () => {
    expect(embeds([], { title: "" })).toEqual([{ description: "\u200b", color: 0x58_65_f2 }]);
  });

  test("nobody is mentioned by any message", () => {
    expect(renderCard(card([])).body.allowed_mentions).toEqual({ parse: [], replied_user: false });
  });
});

describe("a card too long for one message", () => {
  const rows = Array.from({ length: 2000 }, (_, index) => [`row ${index}`, "x".repeat(40)]);

  test.each<[string, Block]>([
    ["a table of 2000 rows", { kind: "table", columns: ["a", "b"], rows }],
    ["a line of 10 kB", text("word ".repeat(2000))],
    ["a line of 10 kB without a space", text("*".repeat(10_000))],
    ["a code block of 10 kB in one line", { kind: "code", text: "`".repeat(10_000) }],
    [
      "300 fields",
      { kind: "fields", fields: rows.slice(0, 300).map(([a, b]) => ({ label: a ?? "", value: [b ?? ""] })) },
    ],
    ["500 list items", { kind: "list", items: rows.slice(0, 500).map((row) => row) }],
  ])("%s says how much is missing and brings the whole along", (_, block) => {
    const rendered = renderCard(card([block]));
    expect(total(rendered)).toBeLessThanOrEqual(6000);
    expect(rendered.body.embeds.at(-1)?.description).toMatch(
      /\*… \d+ more lines?; the attached file has them all\.\*$/,
    );
    expect(rendered.files.map((file) => file.name)).toEqual(["whole.txt"]);
  });

  test("the attached file holds what was left out", () => {
    const file = renderCard(card([{ kind: "table", columns: ["a", "b"], rows }])).files[0];
    expect(String(file?.data)).toContain("row 1999");
  });
});

describe("buttons", () => {
  test("stand in rows of five, in order and style", () => {
    const actions = [
      action(),
      action({ label: "Undo", style: "danger", command: "undo-fix", args: { repair: "r1" } }),
      ...Array.from({ length: 5 }, (_, index) =>
        action({ label: `n${index}`, style: "plain", args: { n: `${index}` } }),
      ),
    ];
    const rows = renderCard(card([], { actions })).body.components;
    expect(rows.map((row) => row.components.length)).toEqual([5, 2]);
    expect(rows[0]?.components.slice(0, 3)).toEqual([
      { type: 2, style: 1, label: "Fix", custom_id: "c1|fix-codex|" },
      { type: 2, style: 4, label: "Undo", custom_id: "c1|undo-fix|repair=r1" },
      { type: 2, style: 2, label: "n0", custom_id: "c1|fix-codex|n=0" },
    ]);
  });

  test("that do the same twice still have ids of their own", () => {
    const ids = renderCard(card([], { actions: [action(), action(), action()] })).body.components[0]?.components;
    expect(ids?.map((button) => button.custom_id)).toEqual(["c1|fix-codex|", "c1|fix-codex||1", "c1|fix-codex||2"]);
  });

  test("too long to encode, and beyond 25, are dropped by name", () => {
    const long = action({ label: "Long", args: { plan: "x".repeat(100) } });
    const many = Array.from({ length: 26 }, (_, index) => action({ label: `n${index}`, args: { n: `${index}` } }));
    const { body, dropped } = renderCard(card([], { actions: [long, ...many] }));
    expect(body.components.flatMap((row) => row.components)).toHaveLength(25);
    expect(dropped.map((gone) => gone.label)).toEqual(["Long", "n25"]);
  });

  test.each([
    ["", "fix-codex"],
    [" \n ", "fix-codex"],
    ["l".repeat(90), `${"l".repeat(79)}…`],
  ])("the label %j is shown as %j", (label, shown) => {
    const row = renderCard(card([], { actions: [action({ label })] })).body.components[0];
    expect(row?.components[0]?.label).toBe(shown);
  });
});
