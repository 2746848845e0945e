// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { useScreen } from "./use-screen";

const STATIONS = [
  { id: "rolls", name: "Rolls", dishes: ["dragon"] },
  { id: "soups", name: "Soups", dishes: ["miso"] },
];

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const open = (stations = STATIONS) => renderHook(() => useScreen(stations)).result;

test("a device remembers its stations and its text size", () => {
  const screen = open();
  expect([...screen.current.chosen]).toEqual([]);
  act(() => screen.current.showStations(["soups"]));
  act(() => screen.current.setTextSize("a2"));
  cleanup();
  const again = open();
  expect([...again.current.chosen]).toEqual(["soups"]);
  expect(again.current.textSize).toBe("a2");
});

test("the expediter's view ends the choice of stations, and the other way round", () => {
  const screen = open();
  act(() => screen.current.showStations(["soups"]));
  act(() => screen.current.showExpediter());
  expect(screen.current.isExpediter).toBe(true);
  expect([...screen.current.chosen]).toEqual([]);
  act(() => screen.current.showStations(["rolls"]));
  expect(screen.current.isExpediter).toBe(false);
  act(() => screen.current.showEverything());
  expect([...screen.current.chosen]).toEqual([]);
});

test("what another version or another store has left in the browser shows everything at size A", () => {
  localStorage.setItem("platewire.board.stations", "grill");
  localStorage.setItem("platewire.board.text-size", "toString");
  const screen = open();
  expect([...screen.current.chosen]).toEqual([]);
  expect(screen.current.textSize).toBe("a");
});
