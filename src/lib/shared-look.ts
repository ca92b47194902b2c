/** What several look at again and again, looked at once for all of them. */
export interface SharedLook<T> {
  /** As it is now, or was a moment ago where somebody looked then. */
  look(): Promise<T>;
  /** It is otherwise since: whoever looks next sees it as it is then. */
  forget(): void;
}

/** `moment`: for so many milliseconds one look serves everybody. */
export function shareLook<T>(see: () => Promise<T>, moment: number, now: () => number): SharedLook<T> {
  let last: { readonly at: number; readonly seen: Promise<T> } | null = null;
  const forget = (): void => void (last = null);
  return {
    look() {
      if (last !== null && now() - last.at < moment) return last.seen;
      const seen = see();
      last = { at: now(), seen };
      seen.catch(forget);
      return seen;
    },
    forget,
  };
}
