import { expect, test } from "vitest";
import chat from "@/messages/en/chat.json";
import { CANNED_KEYS, CANNED_OF } from "./canned";
import { CHAT_PARTIES } from "./rooms";

test("each canned reply has a text, and is somebody's", () => {
  expect(Object.keys(chat.canned).sort()).toEqual([...CANNED_KEYS].sort());
  const offered = new Set(CHAT_PARTIES.flatMap((party) => CANNED_OF[party]));
  expect([...offered].sort()).toEqual([...CANNED_KEYS].sort());
});

test.each(CHAT_PARTIES)("a %s has few enough replies to find one at a glance", (party) => {
  const replies = CANNED_OF[party];
  expect(new Set(replies).size).toBe(replies.length);
  expect(replies.length).toBeLessThanOrEqual(12);
});
