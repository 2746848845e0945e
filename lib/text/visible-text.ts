/** Unassigned characters count, because the sender's device may know more of them than this server does. */
const DRAWN = /[\p{L}\p{N}\p{P}\p{S}\p{Cn}]/u;

/**
 * Characters that are drawn as nothing although they are letters, symbols or unassigned: default ignorable ones, such as
 * the Hangul fillers, and the blanks of Braille, hieroglyphs and musical notation.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const BLANK =
  /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{2800}\u{fffc}\u{13441}\u{13442}\u{1d159}]/gu;

/** False for an empty text and for one that a reader would take for empty. */
export function isVisible(text: string): boolean {
  return DRAWN.test(text.replaceAll(BLANK, ""));
}
