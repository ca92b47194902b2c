/** Two clocks that disagree by more than this (ms) since they were asked last were not both running. */
const TOLERANCE = 5_000;

/**
 * A clock that only goes forward, in milliseconds from some beginning: nobody sets it. `fine` is exact but may stand
 * still while the host sleeps, or be set by whoever fakes time; `coarse` counts everything since the host was started.
 */
export function createSteadyClock(fine: () => number, coarse: () => number): () => number {
  let last = { fine: fine(), coarse: coarse() };
  let now = 0;
  return () => {
    const next = { fine: fine(), coarse: coarse() };
    const [exact, counted] = [next.fine - last.fine, next.coarse - last.coarse];
    now += Math.max(0, Math.abs(exact - counted) > TOLERANCE ? counted : exact);
    last = next;
    return now;
  };
}
