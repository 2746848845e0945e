/** Letters that Unicode does not decompose, as people type them who lack the key. */
const SPELT: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ς: "σ",
  "’": "'",
  "‘": "'",
};
const SPELT_LETTER = new RegExp(`[${Object.keys(SPELT).join("")}]`, "g");

/**
 * Returns a text in the form in which texts are searched: without accents, capitals, invisible characters and differences
 * of Unicode form. Both sides of a comparison must go through it, also stored ones.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase()
    .replaceAll(/\p{Pd}/gu, "-")
    .replace(SPELT_LETTER, (letter) => SPELT[letter] ?? letter);
}
