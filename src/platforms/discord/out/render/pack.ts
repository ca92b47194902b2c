import type { APIEmbed, APIEmbedField } from "discord.js";
import { LIMITS } from "./limits.ts";
import type { Piece } from "./pieces.ts";

/** An embed being filled. Discord shows its parts in the order of these fields, whatever we would like. */
interface Draft {
  readonly title?: string;
  readonly description: string;
  readonly fence?: number | undefined;
  readonly fields: readonly APIEmbedField[];
  readonly image?: string;
}

export interface Packed {
  readonly embeds: readonly APIEmbed[];
  /** Pieces of text that found no room. */
  readonly omitted: number;
}

const CLOSE = "\n```";
const NOTICE_ROOM = 120;
const empty: Draft = { description: "", fields: [] };

/**
 * Fills embeds with pieces in reading order, within every limit of one message. A piece that belongs above
 * what an embed already shows begins the next embed. What finds no room is counted and named at the end.
 */
export function pack(
  title: string,
  pieces: readonly Piece[],
  imageUrls: ReadonlyMap<number, string>,
  notice: (omitted: number) => string,
): Packed {
  let drafts: readonly Draft[] = [title === "" ? empty : { ...empty, title }];
  let omitted = 0;
  for (const piece of pieces) {
    const isText = piece.kind !== "image";
    const grown = omitted > 0 && isText ? undefined : add(drafts, piece, imageUrls, LIMITS.total - NOTICE_ROOM);
    if (grown !== undefined) drafts = grown;
    else if (isText) omitted += 1;
  }
  if (omitted > 0) {
    const line: Piece = { kind: "line", text: notice(omitted) };
    drafts = add(drafts, line, imageUrls, LIMITS.total) ?? drafts;
  }
  return { embeds: drafts.map(finish), omitted };
}

function add(
  drafts: readonly Draft[],
  piece: Piece,
  imageUrls: ReadonlyMap<number, string>,
  budget: number,
): readonly Draft[] | undefined {
  const before = drafts.slice(0, -1);
  const last = place(drafts.at(-1) ?? empty, piece, imageUrls);
  const grown = last === undefined ? [...drafts, place(empty, piece, imageUrls) ?? empty] : [...before, last];
  // One embed is kept for the notice that something was left out.
  const embeds = budget < LIMITS.total && piece.kind !== "image" ? LIMITS.embeds - 1 : LIMITS.embeds;
  return grown.length <= embeds && grown.reduce((sum, draft) => sum + size(draft), 0) <= budget ? grown : undefined;
}

function place(draft: Draft, piece: Piece, imageUrls: ReadonlyMap<number, string>): Draft | undefined {
  switch (piece.kind) {
    case "line":
      return describe(draft, closed(draft), piece.text, undefined);
    case "row":
      return draft.fence === piece.fence
        ? describe(draft, draft.description, piece.text, piece.fence)
        : describe(draft, closed(draft), `\`\`\`\n${piece.text}`, piece.fence);
    case "field": {
      if (draft.image !== undefined || draft.fields.length === LIMITS.fields) return undefined;
      const { name, value, inline } = piece;
      return { ...draft, fields: [...draft.fields, { name, value, inline }] };
    }
    case "image": {
      const url = imageUrls.get(piece.block);
      if (url === undefined) return draft;
      return draft.image === undefined ? { ...draft, image: url } : undefined;
    }
  }
}

function describe(draft: Draft, before: string, text: string, fence: number | undefined): Draft | undefined {
  if (draft.fields.length > 0 || draft.image !== undefined) return undefined;
  const description = before === "" ? text : `${before}\n${text}`;
  const room = fence === undefined ? LIMITS.description : LIMITS.description - CLOSE.length;
  return description.length <= room ? { ...draft, description, fence } : undefined;
}

const closed = (draft: Draft): string => (draft.fence === undefined ? draft.description : draft.description + CLOSE);

const size = (draft: Draft): number =>
  (draft.title?.length ?? 0) +
  closed(draft).length +
  draft.fields.reduce((sum, field) => sum + field.name.length + field.value.length, 0);

function finish(draft: Draft): APIEmbed {
  const description = closed(draft);
  const nothing = draft.title === undefined && description === "" && draft.fields.length === 0 && !draft.image;
  return {
    ...(draft.title !== undefined && { title: draft.title }),
    ...((description !== "" || nothing) && { description: description || "\u200b" }),
    ...(draft.fields.length > 0 && { fields: [...draft.fields] }),
    ...(draft.image !== undefined && { image: { url: draft.image } }),
  };
}
