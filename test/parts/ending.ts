import { AsyncLocalStorage } from "node:async_hooks";
import { onTestFinished as ofTheRunningTest } from "vitest";

type OnFinished = (end: () => void | Promise<void>) => void;

const ending = new AsyncLocalStorage<OnFinished>();

/** Calls `end` when the test is over; of tests beside each other, the one that asks, where it runs {@link inTest}. */
export const onTestFinished: OnFinished = (end) => (ending.getStore() ?? ofTheRunningTest)(end);

/** Runs one of several tests that run beside each other: vitest itself takes whichever began last for the one. */
export const inTest = <T>(context: { readonly onTestFinished: OnFinished }, test: () => Promise<T>): Promise<T> =>
  ending.run((end) => context.onTestFinished(end), test);
