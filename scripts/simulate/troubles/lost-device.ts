import { randomUUID } from "node:crypto";
import * as z from "zod";
import { MISSED_HEARTBEATS } from "@/lib/stores/model/devices/watch";
import { type StoreStatus, storeStatusSchema } from "@/lib/stores/model/status/schema";
import type { Api } from "../api";
import { pause } from "../pause";

const beatAnswer = z.object({ data: z.object({ next_in_ms: z.number().positive() }) });
const statusAnswer = z.object({ data: storeStatusSchema });

const LOOK_MS = 1_000;
/** The watch over devices runs once a minute, and a busy machine may be late. */
const WATCH_MS = 90_000;

export async function readStatus(api: Api, slug: string): Promise<StoreStatus> {
  return statusAnswer.parse((await api.get(`/api/tenants/${slug}/status`)).body).data;
}

/** A tablet on shift, with an id of its own. */
export class Device {
  readonly #path: string;

  constructor(
    readonly api: Api,
    slug: string,
  ) {
    this.#path = `/api/tenants/${slug}/devices/${randomUUID()}`;
  }

  /** Resolves with the time until the next heartbeat (ms). */
  async beat(): Promise<number> {
    const state = { name: "Evening tablet", is_sound_on: true, is_visible: true };
    const answer = await this.api.write("POST", `${this.#path}/heartbeat`, state, false);
    if (answer.status !== 200) throw new Error(`A heartbeat was answered ${answer.status}`);
    return beatAnswer.parse(answer.body).data.next_in_ms;
  }

  async endShift(): Promise<void> {
    await this.api.write("DELETE", this.#path, undefined, false);
  }
}

/** Beats for so long; resolves with the time between two heartbeats (ms). */
export async function beatFor(device: Device, milliseconds: number, signal: AbortSignal): Promise<number> {
  const until = performance.now() + milliseconds;
  let next = await device.beat();
  while (performance.now() + next < until && (await pause(next, signal))) next = await device.beat();
  await pause(until - performance.now(), signal);
  return next;
}

/** Resolves with false when the store has not paused long after it should have, or the evening ends. */
export async function waitForPause(
  api: Api,
  slug: string,
  betweenBeats: number,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + betweenBeats * MISSED_HEARTBEATS + WATCH_MS;
  while (performance.now() < until) {
    if ((await readStatus(api, slug)).mode === "paused") return true;
    if (!(await pause(LOOK_MS, signal))) return false;
  }
  return false;
}
