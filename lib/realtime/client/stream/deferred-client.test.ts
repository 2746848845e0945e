import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StreamEvent } from "@/lib/realtime/protocol/define-event";
import { DeferredClient, type PageStream } from "./deferred-client";

function recorder() {
  const asked: string[] = [];
  const noting = (name: string) => {
    asked.push(name);
    return () => void asked.push(`end ${name}`);
  };
  const client: PageStream<StreamEvent> = {
    start: () => void asked.push("start"),
    stop: () => void asked.push("stop"),
    expect: (_, cursor) => void asked.push(`expect ${cursor}`),
    retry: () => void asked.push("retry"),
    subscribe: (channel) => noting(channel),
    subscribeToAll: () => noting("all"),
    status: () => ({ state: "live", since: null, lastContact: null }),
    onStatus: () => noting("status"),
  };
  return { asked, client };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const turn = () => vi.advanceTimersByTimeAsync(0);

describe("a page's stream whose code is loaded later", () => {
  test("passes on subscriptions in order, without ended ones, and then starts", async () => {
    const { asked, client } = recorder();
    const deferred = new DeferredClient(async () => client);
    const leave = deferred.subscribe("order:a", () => undefined);
    deferred.subscribe("order:b", () => undefined);
    deferred.onStatus(() => undefined);
    deferred.start();
    deferred.expect([], "v1", "s");
    leave();
    expect(deferred.status().state).toBe("connecting");
    await turn();
    expect(asked).toEqual(["order:b", "status", "expect v1", "start"]);
    expect(deferred.status().state).toBe("live");
  });

  test("ends subscriptions that were made before the code was loaded", async () => {
    const { asked, client } = recorder();
    const deferred = new DeferredClient(async () => client);
    const leave = deferred.subscribe("order:a", () => undefined);
    deferred.start();
    await turn();
    leave();
    deferred.stop();
    expect(asked).toEqual(["order:a", "start", "end order:a", "stop"]);
  });

  test("starts nothing when it was stopped meanwhile, and loads its code once for many starts", async () => {
    const { asked, client } = recorder();
    const load = vi.fn(async () => client);
    const deferred = new DeferredClient(load);
    deferred.start();
    deferred.stop();
    deferred.start();
    deferred.stop();
    await turn();
    expect(load).toHaveBeenCalledTimes(1);
    expect(asked).toEqual([]);
    deferred.start();
    expect(asked).toEqual(["start"]);
  });

  test("loads its code again after a failure", async () => {
    const { asked, client } = recorder();
    const load = vi.fn(async () => client).mockRejectedValueOnce(new Error("no network"));
    const deferred = new DeferredClient(load);
    deferred.subscribe("order:a", () => undefined);
    deferred.start();
    await turn();
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toEqual(["order:a", "start"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
