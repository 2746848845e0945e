import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  backoffMs,
  clockOffsetOf,
  IDLE,
  type StreamEffect,
  type StreamInput,
  type StreamState,
  silenceLimitMs,
  stateOf,
} from "./stream-state";

function play(inputs: readonly { after: number; input: StreamInput }[], random = 0.5) {
  let stream: StreamState = IDLE;
  let now = 1_000;
  let tickAt: number | null = null;
  let streams = 0;
  const effects: StreamEffect["do"][] = [];
  const take = (input: StreamInput) => {
    const [next, ...wished] = advance(stream, input, now, random);
    stream = next;
    for (const effect of wished) {
      effects.push(effect.do);
      if (effect.do === "open") streams++;
      if (effect.do === "close") {
        streams = 0;
        tickAt = null;
      }
      if (effect.do === "tick") tickAt = now + effect.inMs;
    }
  };
  const wait = (ms: number) => {
    const until = now + ms;
    while (tickAt !== null && tickAt <= until) {
      now = Math.max(now, tickAt);
      tickAt = null;
      take({ type: "tick" });
    }
    now = until;
  };
  for (const { after, input } of inputs) {
    wait(after);
    take(input);
  }
  return {
    stream: () => stream,
    state: () => stateOf(stream),
    tickAt: () => tickAt,
    now: () => now,
    streams: () => streams,
    effects,
    take,
    wait,
  };
}

const at = (after: number, input: StreamInput) => ({ after, input });
const START = at(0, { type: "start" });
const CONNECTED = at(50, { type: "connected", heartbeatMs: 10_000 });
const FAILED = { type: "failed", refused: false } as const;
const REFUSED = { type: "failed", refused: true } as const;

const anyInput: fc.Arbitrary<StreamInput> = fc.oneof(
  fc.constantFrom<StreamInput>(
    { type: "frame" },
    { type: "tick" },
    { type: "wake" },
    { type: "offline" },
    { type: "reopen" },
    FAILED,
    REFUSED,
    { type: "connected", heartbeatMs: 10_000 },
  ),
  fc.record({
    type: fc.constant("probed" as const),
    status: fc.constantFrom(null, 200, 403, 429, 500, 503),
    retryAfterMs: fc.constantFrom(null, 1_000, 60_000),
  }),
  fc.record({
    type: fc.constant("bye" as const),
    reason: fc.constantFrom("limit" as const, "shutdown" as const, "slow" as const),
    retryMs: fc.nat({ max: 5_000 }),
  }),
);

describe("the stream's state machine", () => {
  test("always has a timer for its next step, whatever happens", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat({ max: 40_000 }), input: anyInput })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (inputs, random) => {
          const game = play([START, ...inputs], random);
          const { phase } = game.stream();
          if (phase === "opening" || phase === "open") expect(game.streams()).toBeGreaterThan(0);
          expect(game.tickAt()).not.toBeNull();
          expect(["opening", "open", "waiting", "probing"]).toContain(phase);
        },
      ),
    );
  });

  test("is live again after any faults once the server answers", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ after: fc.nat({ max: 40_000 }), input: anyInput })), (inputs) => {
        const game = play([START, ...inputs]);
        for (let looks = 0; looks < 2; looks++)
          if (game.stream().phase === "probing" || game.stream().phase === "waiting")
            game.wait(Math.max(0, (game.tickAt() ?? 0) - game.now()));
        game.take({ type: "connected", heartbeatMs: 10_000 });
        expect(game.state()).toBe("live");
      }),
    );
  });

  test("is live only while frames arrive", () => {
    const game = play([START]);
    expect(game.state()).toBe("connecting");
    game.take({ type: "connected", heartbeatMs: 10_000 });
    for (let beat = 0; beat < 5; beat++) {
      game.wait(10_000);
      game.take({ type: "frame" });
      expect(game.state()).toBe("live");
    }
    game.wait(25_001);
    expect(game.state()).not.toBe("live");
    expect(game.effects.filter((effect) => effect === "close")).toHaveLength(1);
  });

  test("is offline since the loss of the connection when the first attempt to reconnect fails", () => {
    const game = play([START, CONNECTED, at(5_000, FAILED)]);
    expect(game.state()).toBe("connecting");
    game.wait(1_000);
    game.take(FAILED);
    expect(game.state()).toBe("offline");
    expect(game.stream().since).toBe(6_050);
    game.wait(120_000);
    expect(game.stream().since).toBe(6_050);
  });

  test("reconnects when the machine wakes after a long silence, whatever its timers did", () => {
    const game = play([START, CONNECTED]);
    const [asleep] = advance(game.stream(), { type: "wake" }, 1_050 + 9_000, 0.5);
    expect(asleep).toBe(game.stream());
    const [, ...effects] = advance(game.stream(), { type: "wake" }, 1_050 + 3_600_000, 0.5);
    expect(effects.map((effect) => effect.do)).toEqual(["close", "open", "tick"]);
  });

  test("reconnects at once when the network returns", () => {
    const game = play([START, at(0, FAILED), at(0, { type: "wake" })], 1);
    expect(game.stream().phase).toBe("opening");
  });

  test("requests the reason of a refusal, and stops at 401", () => {
    const game = play([START, CONNECTED, at(0, REFUSED)]);
    expect(game.effects.slice(-3)).toEqual(["close", "probe", "tick"]);
    game.take({ type: "probed", status: 401, retryAfterMs: null });
    expect(game.state()).toBe("signed_out");
    game.wait(600_000);
    game.take({ type: "wake" });
    expect(game.state()).toBe("signed_out");
  });

  test.each([
    [429, "limited"],
    [503, "offline"],
  ])("waits after %i for as long as Retry-After says, and is %s", (status, state) => {
    const game = play([START, at(0, REFUSED), at(0, { type: "probed", status, retryAfterMs: 45_000 })]);
    expect(game.state()).toBe(state);
    game.wait(44_999);
    expect(game.stream().phase).toBe("waiting");
    game.wait(1);
    expect(game.stream().phase).toBe("opening");
  });

  test("stays live after a bye and reconnects after the given time", () => {
    const bye = { type: "bye", reason: "limit", retryMs: 300 } as const;
    const game = play([START, CONNECTED, at(280_000 % 9_000, bye)]);
    expect(game.state()).toBe("live");
    game.wait(300);
    expect(game.stream().phase).toBe("opening");
    game.take({ type: "connected", heartbeatMs: 10_000 });
    expect(game.stream().since).toBe(1_050);
  });

  test("opens the next stream before the last one ends when it reads more channels", () => {
    const game = play([START, CONNECTED, at(0, { type: "reopen" })]);
    expect(game.effects.at(-1)).toBe("open");
    expect(game.streams()).toBe(2);
    expect(game.state()).toBe("live");
  });

  test("returns to idle without a timer when it is stopped", () => {
    const game = play([START, CONNECTED, at(0, { type: "stop" })]);
    expect(game.stream()).toEqual(IDLE);
    expect(game.tickAt()).toBeNull();
  });
});

describe("backing off", () => {
  test("waits a random time up to a limit that doubles, at most 30 seconds", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const wait = backoffMs(failures, random);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** failures));
      }),
    );
    expect(silenceLimitMs({ phase: "open", heartbeatMs: 10_000 })).toBe(25_000);
  });
});

describe("the offset of the device's clock", () => {
  const connected = (serverTime: number): StreamInput => ({
    type: "connected",
    heartbeatMs: 10_000,
    serverTime,
  });
  const heartbeat = (serverTime: number): StreamInput => ({ type: "frame", serverTime });
  /** Frames that were sent at these server times (ms) and arrived so much later, on a device with this error. */
  function afterFrames(frames: readonly { sent: number; delay: number; error: number }[]) {
    let [stream] = advance(IDLE, { type: "start" }, 0, 0.5);
    frames.forEach(({ sent, delay, error }, index) => {
      const input = index === 0 ? connected(sent) : heartbeat(sent);
      [stream] = advance(stream, input, sent + delay + error, 0.5);
    });
    return clockOffsetOf(stream);
  }

  test("is unknown until a frame has said the server's time", () => {
    const { stream } = play([START, CONNECTED, at(10, { type: "frame" })]);
    expect(clockOffsetOf(stream())).toBeNull();
  });

  test("is wrong by no more than the fastest of the latest three frames took", () => {
    const delays = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 12 });
    const errors = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(delays, errors, (delayed, error) => {
        const frames = delayed.map((delay, index) => ({ sent: 1e9 + index * 10_000, delay, error }));
        expect(afterFrames(frames)).toBe(-error - Math.min(...delayed.slice(-3)));
      }),
    );
  });

  test("follows a clock that is set while the page is open, within three frames", () => {
    const set = (error: number, index: number) => ({ sent: 1e6 + index * 10_000, delay: 40, error });
    const errors = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(errors, fc.integer({ min: -1e6, max: 1e6 }), (before, last) => {
        const frames = [...before, last, last, last].map(set);
        expect(afterFrames(frames)).toBe(-last - 40);
      }),
    );
  });

  test("begins anew with each stream", () => {
    const { take, stream, now } = play([START]);
    take(connected(now() + 5_000));
    take({ type: "frame" });
    take(connected(now() - 5_000));
    expect(clockOffsetOf(stream())).toBe(-5_000);
  });
});
