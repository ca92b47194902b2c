/** US dollars, as prices of models are: `$0.84`, and more of it where it is less than a cent. */
export function sayMoney(usd: number): string {
  if (usd > 0 && usd < 0.005) return "< $0.01";
  return `$${usd.toFixed(2)}`;
}
