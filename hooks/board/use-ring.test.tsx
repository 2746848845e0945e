// @vitest-environment happy-dom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { type LiveBoard, LiveBoardContext } from "@/hooks/board/live-board-context";
import { boardOrder } from "@/test/support/board-orders";
import { liveBoard } from "@/test/support/store-views";
import type { SoundState } from "./shift-audio";
import { useRing } from "./use-ring";

afterEach(cleanup);

/** The tones that repeat now. */
function listen() {
  const heard = new Set<string>();
  const { shift, alarm } = liveBoard([]);
  const audio = {
    ...shift.audio,
    repeat: (tone: string, isOn: boolean) => void (isOn ? heard.add(tone) : heard.delete(tone)),
  };
  const board = (sound: SoundState, count: number): LiveBoard => ({
    ...liveBoard([]),
    shift: { ...shift, sound, audio },
    alarm: { ...alarm, ringing: Array.from({ length: count }, (_, n) => boardOrder(n)) },
  });
  let live = board("on", 0);
  const { rerender } = renderHook(() => useRing(), {
    wrapper: ({ children }) => <LiveBoardContext value={live}>{children}</LiveBoardContext>,
  });
  const show = (sound: SoundState, count: number) => {
    live = board(sound, count);
    rerender();
    return [...heard];
  };
  return { show };
}

test("the tone of a new order repeats while any order rings", () => {
  const { show } = listen();
  expect(show("on", 0)).toEqual([]);
  expect(show("on", 2)).toEqual(["new"]);
  expect(show("on", 1)).toEqual(["new"]);
  expect(show("on", 0)).toEqual([]);
});

test("an order that rang before the sound was unlocked is heard from then on", () => {
  const { show } = listen();
  expect(show("blocked", 1)).toEqual([]);
  expect(show("on", 1)).toEqual(["new"]);
});
