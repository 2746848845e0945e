import { expect, test } from "vitest";
import { offerFaults, tripFaults } from "./check-town";
import { Logbook } from "./logbook";

const step = (type: "started" | "finished", trip_id: string, order_id = "o") => ({
  order_id,
  type: `trip_${type}`,
  trip_id,
});

test("an order that goes from trip to trip is in one at a time", () => {
  const handedOn = [step("started", "a"), step("finished", "a"), step("started", "b"), step("finished", "b")];
  expect(tripFaults([...handedOn, step("started", "c", "p")])).toEqual([]);
  expect(tripFaults([step("started", "a"), step("started", "b")])).toHaveLength(1);
  expect(tripFaults([step("started", "a"), step("started", "a")])).toHaveLength(1);
  expect(tripFaults([step("started", "a"), step("finished", "b")])).toHaveLength(1);
  expect(tripFaults([...handedOn, step("finished", "b")])).toHaveLength(1);
});

const offer = (status: string, ends: string[], made = 1) => ({ id: "x", status, made, ends });

test("an offer is made once and ends once, as its rider was told", () => {
  const logbook = new Logbook();
  expect(
    offerFaults(
      [offer("open", []), offer("expired", ["expired"]), offer("withdrawn", ["withdrawn"])],
      logbook,
    ),
  ).toEqual([]);
  for (const wrong of [
    offer("taken", []),
    offer("taken", ["taken", "taken"]),
    offer("declined", ["taken"]),
    offer("open", ["expired"]),
    offer("open", [], 2),
  ])
    expect(offerFaults([wrong], logbook), JSON.stringify(wrong)).toHaveLength(1);
});

test("an accepted answer stays", () => {
  const logbook = new Logbook();
  logbook.accepted.add("x");
  expect(offerFaults([offer("taken", ["taken"])], logbook)).toEqual([]);
  expect(offerFaults([offer("expired", ["expired"])], logbook)).toHaveLength(1);
});
