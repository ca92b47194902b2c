const CENT = 0.01;
const LEAST = 0.000_1;

/**
 * US dollars as a sentence takes them, which writes them as its language does (`::currency/USD .00##`): in cents, as
 * prices of models are, and in hundredths of them where it is less than one.
 */
export const toMoney = (usd: number): number =>
  usd > 0 && usd < CENT ? Math.max(Math.round(usd * 10_000) / 10_000, LEAST) : Math.round(usd * 100) / 100;
