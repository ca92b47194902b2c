/** What a reader counts as characters; an emoji of several code points is one. */
const segmenter = new Intl.Segmenter();

export const countCharacters = (text: string): number => Array.from(segmenter.segment(text)).length;

/** At most `most` UTF-16 units, which is how services count; what was longer ends in an ellipsis. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text.slice(0, most))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
