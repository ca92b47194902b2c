import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "../../../../src/core/card.ts";
import { renderCard } from "../../../../src/platforms/discord/out/render/card.ts";
import { speak } from "../../../../src/words/speak.ts";

const total = (rendered: ReturnType<typeof renderCard>): number =>
  rendered.body.embeds
    .flatMap((embed) => [
      embed.title ?? "",
      embed.description ?? "",
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ])
    .join("").length;

test("no card, however hostile, breaks a limit or leaves a mention", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 3000 }),
    fc.stringMatching(/^[@<>#:`*_~|\\/()[\]a\n -]{0,400}$/),
    fc.constantFrom("@everyone", "<@123456789012345678>", "```", "``", "\\", "https://a.b", "[x](https://y.z)"),
  );
  const inline = fc.oneof(
    hostile,
    fc.record({ kind: fc.constantFrom("strong" as const, "code" as const), text: hostile }),
    fc.record({ kind: fc.constant("time" as const), at: fc.double(), style: fc.constant("relative" as const) }),
  );
  const line = fc.array(inline, { maxLength: 4 });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constantFrom("text" as const, "heading" as const, "note" as const), text: line }),
    fc.record({ kind: fc.constant("list" as const), items: fc.array(line, { maxLength: 5 }) }),
    fc.record({ kind: fc.constant("fields" as const), fields: fc.array(fc.record({ label: hostile, value: line })) }),
    fc.record({
      kind: fc.constant("table" as const),
      columns: fc.array(hostile, { maxLength: 3 }),
      rows: fc.array(fc.array(hostile, { maxLength: 4 }), { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant("code" as const), text: hostile }),
    fc.record({ kind: fc.constant("image" as const), png: fc.uint8Array({ maxLength: 4 }), alt: hostile }),
  );
  fc.assert(
    fc.property(hostile, fc.array(block, { maxLength: 8 }), (title, blocks) => {
      const rendered = renderCard(speak({ tone: "neutral", title, blocks }, "en"));
      expect(total(rendered)).toBeLessThanOrEqual(6000);
      expect(rendered.files.length).toBeLessThanOrEqual(10);
      for (const embed of rendered.body.embeds) {
        expect(embed.title?.length ?? 1).toBeLessThanOrEqual(256);
        expect(embed.description?.length ?? 1).toBeLessThanOrEqual(4096);
        expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(25);
        for (const field of embed.fields ?? []) {
          expect(field.name.length).toBeLessThanOrEqual(256);
          expect(field.value.length).toBeLessThanOrEqual(1024);
          expect(field.name.length * field.value.length).toBeGreaterThan(0);
        }
        const fences = embed.description?.match(/```/g) ?? [];
        expect(fences.length % 2).toBe(0);
      }
      const written = rendered.body.embeds.flatMap((embed) => [
        embed.title ?? "",
        embed.description ?? "",
        ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
      ]);
      for (const part of written) {
        expect(part.isWellFormed()).toBe(true);
        expect(part).not.toMatch(/@everyone|<@/i);
        const outsideCode = part.includes("`") ? "" : part;
        expect(outsideCode).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
      }
    }),
    { numRuns: 300 },
  );
});
