export interface OptionLine {
  /** `no`: something is left out; `more`: something is added. */
  kind: "no" | "more" | "choice";
  /** As on the menu; without the word that is shown as a sign. */
  text: string;
}

const LEFT_OUT = /^(?:no|without)\s+(?=\S)/i;
const ADDED = /^(?:\+|extra\s)\s*(?=\S)/i;

/** Tells what a kitchen must not overlook from a choice such as a size. An option that costs more is an addition. */
export function optionLine({ name, price }: { name: string; price: number }): OptionLine {
  if (LEFT_OUT.test(name)) return { kind: "no", text: name.replace(LEFT_OUT, "") };
  if (price > 0 || ADDED.test(name)) return { kind: "more", text: name.replace(/^\+\s*(?=\S)/, "") };
  return { kind: "choice", text: name };
}
