/** Currencies whose minor unit is not a hundredth, by the digits of their minor unit. */
const OTHER_THAN_TWO: readonly (readonly [digits: number, currencies: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

/**
 * Returns the digits of a currency's minor unit by ISO 4217: 2 for EUR, 0 for JPY. Not by Intl, whose digits are those that
 * are customary in shops (0 for HUF) and change with the version of its data.
 * https://www.six-group.com/dam/download/financial-information/data-center/iso-currrency/lists/list-one.xml
 */
export function minorUnitDigits(currency: string): number {
  const code = currency.toUpperCase();
  return OTHER_THAN_TWO.find(([, codes]) => codes.split(" ").includes(code))?.[0] ?? 2;
}
