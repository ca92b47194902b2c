/** US dollars, as prices of models are: `$0.84`, and `$0.0012` where it is less than a cent. */
export const sayMoney = (usd: number): string =>
  usd > 0 && usd < 0.01 ? `$${Math.max(usd, 0.000_1).toFixed(4)}` : `$${usd.toFixed(2)}`;
