import { describe, expect, test } from "vitest";
import states from "@/messages/en/states.json";
import { messages } from "./messages";

type Texts = { [name: string]: string | Texts };

function textsOf(texts: Texts, path: string): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([name, one]) =>
    typeof one === "string" ? [[`${path}.${name}`, one] as const] : textsOf(one, `${path}.${name}`),
  );
}

/** Compares texts by their words: `{store} isn't …` and `{name} isn't …` are the same sentence. */
const wordsOf = (text: string) =>
  text
    .replace(/\{[^{}]*\}/g, "…")
    .replace(/[.:]$/, "")
    .toLowerCase();

const told = Object.entries(states).flatMap(([state, places]) =>
  Object.entries(places).map(([place, texts]) => ({ name: `${state}.${place}`, texts })),
);

test("there is a text for each of the twelve states in which a person is told something", () => {
  expect(Object.keys(states)).toEqual([
    "dead_connection",
    "signed_out",
    "new_version",
    "limit_reached",
    "order_gone",
    "not_yours",
    "too_late",
    "someone_first",
    "store_closed",
    "price_changed",
    "no_sound",
    "no_answer",
  ]);
});

describe.each(told)("the state $name", ({ name, texts }) => {
  test("has one sentence saying what happened and one saying what to do", () => {
    expect(Object.keys(texts)).toEqual(["happened", "todo"]);
    expect(texts.happened, "is joined to the next sentence by a full stop").not.toMatch(/[.!?]$/);
    expect(texts.happened).not.toMatch(/[.!?] /);
    expect(texts.todo).toMatch(/[^.!?]\.$/);
    expect(texts.todo.slice(0, -1)).not.toMatch(/[.!?] /);
  });

  test("is told by the same words nowhere else in the catalogue", () => {
    const elsewhere = textsOf(messages, "").filter(([path]) => !path.startsWith(".states."));
    const mine = [texts.happened, texts.todo].map(wordsOf).filter((words) => words.length > 20);
    const copies = elsewhere.filter(([, text]) => mine.some((words) => wordsOf(text).includes(words)));
    expect(copies, name).toEqual([]);
  });
});
