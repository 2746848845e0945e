// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveRegionProvider } from "@/components/ui/feedback/live-region";
import type { RealtimeMessage } from "@/hooks/realtime/realtime-context";
import type { CommandName } from "@/lib/commands";
import { failure, success } from "@/lib/commands/result";
import { withSteps } from "@/lib/dispatch/model/ridden-trip";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import { type Trip, tripStepSchema } from "@/lib/dispatch/model/trip";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import map from "@/messages/en/map.json";
import realtime from "@/messages/en/realtime.json";
import rider from "@/messages/en/rider.json";
import shell from "@/messages/en/shell.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import {
  dropOff,
  ORDER,
  offer,
  pickUp,
  RIDING_AT,
  RITA,
  riderHome,
  SECOND_ORDER,
  trip,
} from "@/test/support/rider-homes";
import { RiderScreen } from "./rider-screen";
// Loaded before the clock stands still.
import "./offer-map";
import "@/components/map/town-map";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({
  useCommand: (name: CommandName) => (input: unknown, options: unknown) => send(name, input, options),
}));
vi.mock("@/hooks/commands/page-transport", () => ({ loadRoute: async () => ({}) }));

// The page loads it when it is first shown, which no passing of fake time waits for.
beforeAll(() => import("./offer-map"));
beforeEach(() => {
  vi.useFakeTimers({ now: RIDING_AT });
  send.mockReset();
});
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.useRealTimers();
});

/** In steps, because React renders between them. */
async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 250) await act(() => vi.advanceTimersByTimeAsync(250));
}

interface Opened {
  /** The server answers as this one. */
  server?: (name: CommandName, input: Record<string, unknown>) => unknown;
  /** What a read finds; otherwise what the page was opened with. */
  reads?: () => RiderHome;
  /** The server answers an upload as this one. */
  upload?: () => Promise<Response>;
}

async function open(
  home: RiderHome,
  { server = () => Promise.reject(new Error("offline")), reads, upload }: Opened = {},
) {
  let current = home;
  const { wrapper: Stream, send: tell } = makePageStream();
  vi.stubGlobal("fetch", async (path: string) =>
    path.includes("/photo?") && upload !== undefined
      ? upload()
      : Response.json({ data: reads?.() ?? current }),
  );
  send.mockImplementation(async (name: CommandName, input: Record<string, unknown>) => server(name, input));
  render(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ chat, common, map, realtime, rider, shell, states }}
    >
      <QueryClientProvider client={new QueryClient()}>
        <Stream>
          <LiveRegionProvider>
            <RiderScreen home={home} since={undefined} renderedAt={RIDING_AT} />
          </LiveRegionProvider>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  await pass(1_000);
  return {
    /** What the next read finds. */
    serve: (next: RiderHome) => {
      current = next;
    },
    tell: (message: RealtimeMessage) => act(async () => tell(message)),
  };
}

/** Takes steps as the server does. */
function takesSteps(first: Trip, refuse: (input: Record<string, unknown>) => unknown = () => null) {
  let at = first;
  return {
    reads: () => riderHome({ trip: at.finished_at === null ? at : null }),
    server: async (name: CommandName, input: Record<string, unknown>) => {
      if (name !== "take_trip_step") throw new Error(`${name} was not expected`);
      const refused = refuse(input);
      if (refused !== null) return refused;
      const step = { order_id: String(input.order_id), step: tripStepSchema.parse(input.step) };
      const now = new Date().toISOString();
      at = { ...withSteps(at, [step], now), version: at.version + 1 };
      if (at.stops.every(({ outcome }) => outcome !== null)) at = { ...at, finished_at: now };
      return success(at);
    },
  };
}

const heading = () => screen.getByRole("heading", { level: 1 }).textContent;
const button = (name: string | RegExp) => screen.getByRole("button", { name });
async function press(name: string | RegExp) {
  fireEvent.click(button(name));
  await pass(750);
}
const sent = (name: CommandName) =>
  send.mock.calls.filter(([called]) => called === name).map(([, input]) => input);
const ARRIVED = new Date(RIDING_AT - 80_000).toISOString();
const made = { arrived_at: ARRIVED, done_at: ARRIVED, outcome: "done" } as const;
const atDoor = (more = {}) => trip({ stops: [pickUp(made), dropOff({ arrived_at: ARRIVED, ...more })] });
const type = (digits: string) => {
  for (const digit of digits) fireEvent.click(button(digit));
};

describe("off shift", () => {
  test("a rider chooses a vehicle and goes on shift", async () => {
    await open(riderHome({ shift: null }), {
      server: () =>
        success({
          on: true,
          vehicle: "car",
          started_at: ARRIVED,
          ends_at: ARRIVED,
          tracking_token: "secret",
        }),
    });
    expect(heading()).toBe("Hello Rita. How do you ride today?");
    expect(screen.getByText("Off shift, nothing about you is stored")).toBeDefined();
    fireEvent.click(screen.getByRole("radio", { name: "Car" }));
    await press("Start shift");
    expect(sent("set_shift")).toEqual([{ on: true, vehicle: "car" }]);
  });

  test("why the server refuses stands above the button", async () => {
    await open(riderHome({ shift: null }), { server: () => failure("conflict", "Your fleet is closed.") });
    await press("Start shift");
    expect(screen.getAllByText("Your fleet is closed.").length).toBeGreaterThan(0);
  });
});

describe("an offer", () => {
  test("says everything first", async () => {
    await open(riderHome({ offers: [offer()] }));
    expect(heading()).toBe("Offer: €7.40");
    const main = within(screen.getByRole("main"));
    for (const words of ["€5.90 + €1.50 tip", "3.0", "Harbour St 12", "Old Mill", "address with pick-up"])
      expect(main.getByText(words), words).toBeDefined();
    expect(
      main.getByText(/you reach the store 1 min before the food. Sam would be 6 min later/),
    ).toBeDefined();
    expect(button(/Decline.*costs nothing, never counts against you/)).toBeDefined();
    expect(screen.getByRole("timer").getAttribute("aria-label")).toMatch(/0:39 left/);
    expect(screen.queryByRole("button", { name: "Menu" }), "nothing else can be pressed").toBeNull();
  });

  test("without a tip speaks of none, nor do the terms of a shift", async () => {
    const { terms } = offer();
    await open(riderHome({ offers: [offer({ terms: { ...terms, tip: 0 } })] }));
    expect(heading()).toBe("Offer: €5.90");
    expect(screen.getByText("for the whole trip, by distance")).toBeDefined();
    expect(document.body.textContent).not.toMatch(/\btips?\b/i);
    cleanup();
    await open(riderHome({ shift: null }));
    expect(document.body.textContent).not.toMatch(/\btips?\b/i);
  });

  test("has a picture of the way, which is nothing to press and not read out, and none of offers without places", async () => {
    const { terms } = offer();
    await open(riderHome({ offers: [offer()] }));
    // Its code is loaded in several steps.
    for (let step = 0; step < 20 && document.querySelector(".ride-map [data-slot=map]") === null; step += 1) {
      await vi.dynamicImportSettled();
      await pass(250);
    }
    const picture = document.querySelector(".ride-map");
    expect(picture?.querySelector("[data-slot=map]")?.getAttribute("aria-hidden")).toBe("true");
    expect(picture?.querySelector("button, a, [tabindex]")).toBeNull();
    cleanup();
    const stops = terms.stops.map((stop) => ({ ...stop, place: null }));
    await open(riderHome({ offers: [offer({ terms: { ...terms, stops } })] }));
    expect(document.querySelector(".ride-map")).toBeNull();
  });

  test("is accepted with one press, however often it is pressed", async () => {
    await open(riderHome({ offers: [offer()] }), {
      server: () => success({ offer: offer({ status: "taken" }), trip: trip() }),
      reads: () => riderHome({ trip: trip() }),
    });
    fireEvent.click(button("Accept"));
    await press("Accept");
    expect(sent("answer_offer")).toEqual([{ offer_id: offer().id, answer: "accept" }]);
    expect(heading()).toBe("Sushi Bar");
  });

  test("that is declined leaves the page without a reproach", async () => {
    const { serve } = await open(riderHome({ offers: [offer()] }), {
      server: () => success({ offer: offer({ status: "declined" }), trip: null }),
    });
    serve(riderHome());
    await press(/Decline/);
    expect(heading()).toBe("Waiting for an offer");
    expect(screen.queryByText(/expired|withdrawn/)).toBeNull();
  });

  test("that ran out says so, and that it costs nothing", async () => {
    await open(riderHome({ offers: [offer()] }));
    await pass(41_000);
    expect(heading()).toBe("Waiting for an offer");
    expect(screen.getByText("That offer has expired. That costs nothing.")).toBeDefined();
  });

  const about = { offer_id: offer().id, rider_id: RITA, order_ids: [ORDER], timestamp: ARRIVED };
  const onChannel = { kind: "event", channel: `user:${RITA}`, offset: 1 } as const;
  test.each<[RealtimeMessage, string]>([
    [{ ...onChannel, type: "offer_taken", data: about }, "You accepted this offer on another screen."],
    [
      { ...onChannel, type: "offer_expired", data: { ...about, is_withdrawn: true, cause: "taken" } },
      "Another rider has that order now.",
    ],
    [
      { ...onChannel, type: "offer_expired", data: { ...about, is_withdrawn: true, cause: "cancelled" } },
      "That order was cancelled. There is nothing to do for it.",
    ],
    [
      { ...onChannel, type: "offer_expired", data: { ...about, is_withdrawn: true } },
      "Dispatch took that offer back. That costs nothing.",
    ],
  ])("that ended elsewhere says how: %s", async (message, words) => {
    const { serve, tell } = await open(riderHome({ offers: [offer()] }));
    serve(riderHome());
    await tell(message);
    await pass(750);
    expect(screen.getByText(words)).toBeDefined();
  });

  test("that another rider got is said in the server's words", async () => {
    const { serve } = await open(riderHome({ offers: [offer()] }), {
      server: () => failure("conflict", "This offer is over.", { current: offer({ status: "withdrawn" }) }),
    });
    serve(riderHome());
    await press("Accept");
    expect(screen.getAllByText("This offer is over.").length).toBeGreaterThan(0);
  });

  test("that comes during a trip never takes the screen by itself", async () => {
    await open(riderHome({ trip: trip(), offers: [offer()] }));
    expect(heading()).toBe("Sushi Bar");
    expect(screen.getByText("New offer: €7.40")).toBeDefined();
    await press("See it");
    expect(heading()).toBe("Offer: €7.40");
    await press("Back to the trip");
    expect(heading()).toBe("Sushi Bar");
  });
});

describe("an order that a dispatcher gives", () => {
  const vibrate = () => {
    const called = vi.fn(() => true);
    vi.stubGlobal("navigator", Object.assign(navigator, { vibrate: called }));
    return called;
  };
  const assigned = {
    kind: "event",
    channel: `user:${RITA}`,
    offset: 1,
    type: "trip_started",
    data: {
      trip_id: trip().id,
      order_id: ORDER,
      order_code: "ORD-M4T8ZC",
      tenant_id: ORDER,
      timestamp: ARRIVED,
      rider: { name: "Rita", vehicle: "bicycle" },
    },
  } as const;

  test("rings and is said, because nobody has pressed anything", async () => {
    const vibrated = vibrate();
    const { serve, tell } = await open(riderHome());
    serve(riderHome({ trip: trip() }));
    await tell(assigned);
    await pass(750);
    expect(heading()).toBe("Sushi Bar");
    expect(screen.getByText("Dispatch gave you order ORD-M4T8ZC.")).toBeDefined();
    expect(vibrated).toHaveBeenCalledTimes(1);
  });

  test("is told apart from one that the rider accepted", async () => {
    await open(riderHome({ offers: [offer()] }), {
      server: () => success({ offer: offer({ status: "taken" }), trip: trip() }),
      reads: () => riderHome({ trip: trip() }),
    });
    await press("Accept");
    expect(heading()).toBe("Sushi Bar");
    expect(screen.queryByText(/Dispatch gave you/)).toBeNull();
  });
});

describe("a trip", () => {
  test("that ended by a slip of the finger goes on when it is taken back", async () => {
    const before = atDoor();
    const { serve } = await open(riderHome({ trip: before }), {
      server: (_, { step }) =>
        success(
          step === "undo"
            ? { ...before, version: 3 }
            : {
                ...withSteps(before, [{ order_id: ORDER, step: "delivered" }], ARRIVED),
                version: 2,
                finished_at: ARRIVED,
              },
        ),
    });
    serve(riderHome());
    type("4071");
    await pass(750);
    expect(heading()).toBe("Trip finished");
    serve(riderHome({ trip: { ...before, version: 3 } }));
    await press("Take back");
    expect(sent("take_trip_step").at(-1)).toMatchObject({ order_id: ORDER, step: "undo" });
    expect(heading()).toBe("Old Mill Rd 17");
  });

  test("goes from the store to the door and says what it paid", async () => {
    await open(riderHome({ trip: trip() }), takesSteps(trip()));
    await press("At the store");
    expect(heading()).toBe("Say this code at Sushi Bar");
    expect(screen.getByText("M4T8ZC")).toBeDefined();
    expect(button(/3 lines not ticked/)).toBeDefined();
    fireEvent.click(screen.getByRole("checkbox", { name: /Veggie maki set/ }));
    fireEvent.click(screen.getByRole("checkbox", { name: /Bag is sealed/ }));
    await press(/1 line not ticked/);
    expect(heading()).toBe("Old Mill Rd 17");
    await press("At the door");
    type("4071");
    await pass(750);
    expect(sent("take_trip_step").at(-1)).toMatchObject({ order_id: ORDER, step: "delivered", pin: "4071" });
    expect(heading()).toBe("Trip finished");
    expect(screen.getByText("€7.40")).toBeDefined();
    expect(screen.getByText("“Delivered” is done")).toBeDefined();
    await pass(5_000);
    expect(screen.queryByText("“Delivered” is done")).toBeNull();
    await press("Next");
    expect(heading()).toBe("Waiting for an offer");
  });

  test("without a tip has no row for one", async () => {
    const before = atDoor();
    const at = { ...before, pay: { ...before.pay, tip: 0 } };
    await open(riderHome({ trip: at }), takesSteps(at));
    type("4071");
    await pass(750);
    expect(heading()).toBe("Trip finished");
    expect(screen.getByText("€5.90")).toBeDefined();
    expect(screen.queryByText("Tip")).toBeNull();
  });

  test("ignores a press within half a second of a new screen", async () => {
    await open(riderHome({ trip: trip() }), takesSteps(trip()));
    fireEvent.click(button("At the store"));
    await act(() => vi.advanceTimersByTimeAsync(100));
    fireEvent.click(button(/Picked up/));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(heading()).toBe("Say this code at Sushi Bar");
    await pass(500);
    fireEvent.click(button(/Picked up/));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(heading()).toBe("Old Mill Rd 17");
  });

  test("gives the focus to the heading of the next screen, which is read out once", async () => {
    await open(riderHome({ trip: trip() }), takesSteps(trip()));
    button("At the store").focus();
    await press("At the store");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  test("lets a step be taken back for five seconds", async () => {
    await open(riderHome({ trip: trip() }), takesSteps(trip()));
    await press("At the store");
    expect(screen.getByText("“At the store” is done")).toBeDefined();
    await press("Take back");
    expect(sent("take_trip_step").map(({ step }) => step)).toEqual(["at_store", "undo"]);
    expect(heading()).toBe("Sushi Bar");
    await press("At the store");
    await pass(5_000);
    expect(screen.queryByRole("button", { name: "Take back" })).toBeNull();
  });

  test("with two orders lists the stops that remain", async () => {
    const stops = [
      pickUp(),
      pickUp({ order_id: SECOND_ORDER, name: "Trattoria Lucia" }),
      dropOff(),
      dropOff({ order_id: SECOND_ORDER, name: "Jonas B." }),
    ];
    await open(riderHome({ trip: trip({ stops }) }));
    const list = screen.getByRole("list");
    expect(within(list).getAllByRole("listitem")).toHaveLength(3);
    expect(within(list).getByText("Pick up at Trattoria Lucia")).toBeDefined();
  });

  test("shows an allergy above the ticket's lines", async () => {
    const stop = pickUp({ arrived_at: ARRIVED, note: "Severe sesame allergy!" });
    await open(riderHome({ trip: trip({ stops: [stop, dropOff()] }) }));
    expect(screen.getByText("Severe sesame allergy!")).toBeDefined();
  });

  test("that somebody else has now says so", async () => {
    const { serve, tell } = await open(riderHome({ trip: trip() }));
    serve(riderHome());
    await tell({ kind: "reset", channel: `user:${RITA}`, reason: "skipped" });
    await pass(6_000);
    expect(screen.getByText(/That order is no longer yours/)).toBeDefined();
  });
});

describe("at the door", () => {
  test("the amount to collect stands above the PIN", async () => {
    await open(riderHome({ trip: atDoor({ cash: 2_870 }) }));
    expect(screen.getByText("€28.70")).toBeDefined();
    expect(screen.getByText("2nd floor, ring twice please")).toBeDefined();
  });

  test("a wrong PIN is said with the tries that are left, and typed anew", async () => {
    const refuse = () =>
      failure("wrong_pin", "This is not the PIN. 4 tries are left.", { current: atDoor() });
    await open(riderHome({ trip: atDoor() }), takesSteps(atDoor(), refuse));
    type("1111");
    await pass(750);
    expect(screen.getByRole("main").textContent).toContain("This is not the PIN. 4 tries are left.");
    expect(screen.getByRole("img", { name: "0 of 4 digits" })).toBeDefined();
    type("12");
    expect(screen.getByRole("img", { name: "2 of 4 digits" })).toBeDefined();
    fireEvent.click(button("Delete"));
    expect(screen.getByRole("img", { name: "1 of 4 digits" })).toBeDefined();
  });

  test("the PIN can be typed with the keyboard", async () => {
    await open(riderHome({ trip: atDoor() }), takesSteps(atDoor()));
    for (const key of ["4", "0", "9", "Backspace", "7", "1"]) {
      fireEvent.keyDown(document.body, { key });
      await act(() => vi.advanceTimersByTimeAsync(50));
    }
    await pass(500);
    expect(sent("take_trip_step")).toMatchObject([{ step: "delivered", pin: "4071" }]);
  });

  test("a door that nobody opens is reported with its reason", async () => {
    await open(riderHome({ trip: atDoor() }), takesSteps(atDoor()));
    await press("Nobody opens");
    const dialog = screen.getByRole("dialog", { name: "Why can't it be delivered?" });
    fireEvent.click(within(dialog).getByRole("radio", { name: "Something else" }));
    fireEvent.click(within(dialog).getByRole("button", { name: "Can't be delivered" }));
    expect(within(dialog).getByRole("alert").textContent).toBe("Say in a few words what happened.");
    fireEvent.change(within(dialog).getByRole("textbox"), { target: { value: "The bridge is up" } });
    fireEvent.click(within(dialog).getByRole("button", { name: "Can't be delivered" }));
    await pass(250);
    expect(sent("take_trip_step")).toMatchObject([
      { order_id: ORDER, step: "failed", reason: "OTHER", note: "The bridge is up" },
    ]);
  });

  test("where the order is to be left, a photo stands for the PIN", async () => {
    await open(riderHome({ trip: atDoor({ leave_at_door: true }) }));
    expect(screen.getByText("Leave it at the door and take a photo")).toBeDefined();
    expect(screen.getByLabelText(/Take a photo/)).toBeDefined();
    await press("Somebody opens: enter the PIN");
    expect(screen.getByRole("img", { name: "0 of 4 digits" })).toBeDefined();
  });
});

describe("without a signal", () => {
  function goOffline() {
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event("offline")));
    return onLine;
  }

  test("a photo of the door waits with its delivery, and is sent before it", async () => {
    const calls: string[] = [];
    let isBack = false;
    const takes = takesSteps(atDoor({ leave_at_door: true }));
    await open(riderHome({ trip: atDoor({ leave_at_door: true }) }), {
      reads: takes.reads,
      server: (name, input) => {
        calls.push(`${name} ${input.step}`);
        return takes.server(name, input);
      },
      upload: async () => {
        if (!isBack) throw new Error("offline");
        calls.push("photo");
        return Response.json({ success: true });
      },
    });
    const onLine = goOffline();
    const file = new File(["door"], "door.jpg", { type: "image/jpeg" });
    fireEvent.change(screen.getByLabelText(/Take a photo/), { target: { files: [file] } });
    await pass(250);
    await press("Delivered");
    expect(heading(), "the page goes on").not.toBe("Old Mill Rd 17");
    expect(calls).toEqual([]);
    isBack = true;
    onLine.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event("online")));
    await pass(1_000);
    expect(calls).toEqual(["photo", "take_trip_step delivered"]);
  });

  test("a photo that the server refuses brings the page back to the door, with the reason and the photo", async () => {
    await open(riderHome({ trip: atDoor({ leave_at_door: true }) }), {
      upload: async () => Response.json({ errors: ["This file is damaged."] }, { status: 422 }),
    });
    const file = new File(["door"], "door.jpg", { type: "image/jpeg" });
    fireEvent.change(screen.getByLabelText(/Take a photo/), { target: { files: [file] } });
    await pass(250);
    await press("Delivered");
    expect(heading()).toBe("Old Mill Rd 17");
    expect(screen.getAllByText("This file is damaged.").length).toBeGreaterThan(0);
    expect(button("Delivered")).toBeDefined();
    expect(sent("take_trip_step")).toEqual([]);
  });

  test("steps go on, are said to wait, and are sent in their order with their keys", async () => {
    let isBack = false;
    const takes = takesSteps(trip());
    await open(riderHome({ trip: trip() }), {
      reads: takes.reads,
      server: (name, input) => (isBack ? takes.server(name, input) : Promise.reject(new Error("offline"))),
    });
    const onLine = goOffline();
    await press("At the store");
    expect(heading()).toBe("Say this code at Sushi Bar");
    expect(screen.getByText("No signal. “At the store” waits for it")).toBeDefined();
    await press(/Picked up/);
    expect(heading()).toBe("Old Mill Rd 17");
    expect(screen.getByText("No signal. 2 steps wait for it")).toBeDefined();

    isBack = true;
    onLine.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event("online")));
    await pass(1_000);
    expect(heading()).toBe("Old Mill Rd 17");
    expect(screen.queryByText(/No signal/)).toBeNull();
    const steps = send.mock.calls.map(([, input, options]) => [input.step, options.key]);
    const [[, firstKey] = []] = steps;
    expect(steps.at(-1)?.[0]).toBe("picked_up");
    for (const [step, key] of steps) if (step === "at_store") expect(key).toBe(firstKey);
  });

  test("a step that waits can be forgotten", async () => {
    await open(riderHome({ trip: trip() }));
    goOffline();
    await press("At the store");
    await press("Take back");
    expect(heading()).toBe("Sushi Bar");
    const attempts = send.mock.calls.length;
    await pass(30_000);
    expect(send).toHaveBeenCalledTimes(attempts);
  });
});

describe("a phone without a location", () => {
  test("says so, and its steps work", async () => {
    const denied: GeolocationPositionError = {
      ...{ code: 1, message: "", PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 },
    };
    vi.spyOn(navigator, "geolocation", "get").mockReturnValue({
      watchPosition: (_, failed) => {
        failed?.(denied);
        return 1;
      },
      clearWatch: () => undefined,
      getCurrentPosition: () => undefined,
    });
    await open(riderHome({ trip: trip() }), takesSteps(trip()));
    expect(screen.getByText("Location is blocked. Your steps work without it")).toBeDefined();
    await press("At the store");
    expect(heading()).toBe("Say this code at Sushi Bar");
  });
});
