let segmenter: Intl.Segmenter | undefined;

/** What a reader counts as characters; an emoji of several code points is one. Its tables take a while to load. */
export const segmentsOf = (text: string): Iterable<Intl.SegmentData> =>
  (segmenter ??= new Intl.Segmenter()).segment(text);

const WIDE =
  /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}])/u;

/** Columns in a face whose signs are equally wide: those of Chinese, Japanese and Korean take two, all others one. */
export const countColumns = (text: string): number =>
  Array.from(segmentsOf(text)).reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);

/** At most `most` UTF-16 units, which is how services count; what was longer ends in an ellipsis. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { segment, index } of segmentsOf(text.slice(0, most))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}
