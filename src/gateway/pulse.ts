/** Notices that nothing is heard any more from a gateway that has promised to be heard regularly. */
export interface Pulse {
  /** Something was heard. */
  beat(): void;
  /** `every`: what the gateway promises, in milliseconds. */
  begin(every: number): void;
  stop(): void;
}

/** Calls `onSilence` once, after twice the promised time. While `isWaiting`, a call has a time limit of its own. */
export function createPulse(isWaiting: () => boolean, onSilence: () => void): Pulse {
  let heard = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearInterval(timer);
  return {
    beat() {
      heard = performance.now();
    },
    begin(every) {
      heard = performance.now();
      stop();
      timer = setInterval(() => {
        if (isWaiting() || performance.now() - heard <= 2 * every) return;
        stop();
        onSilence();
      }, every);
    },
    stop,
  };
}
