// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeText } from "@/lib/board/client/preferences";
import { TONES } from "@/lib/board/client/tones";
import { gainOf, VOLUME_KEY } from "@/lib/board/client/volume";
import { createShiftAudio } from "./shift-audio";

interface Sound {
  readonly seconds: number;
  readonly isLoop: boolean;
  isOn: boolean;
}
let sounds: Sound[] = [];
let loudness = { value: Number.NaN };

/** As much of the browser's audio as the alarm uses. */
let context: FakeAudioContext | undefined;
class FakeAudioContext {
  readonly sampleRate = 1_000;
  readonly destination = {};
  state = "suspended";
  onstatechange: (() => void) | null = null;
  constructor() {
    context = this;
  }
  createGain() {
    loudness = { value: 1 };
    return { gain: loudness, connect: () => undefined };
  }
  createBuffer(_: number, length: number, rate: number) {
    return { duration: length / rate, copyToChannel: () => undefined };
  }
  createBufferSource() {
    const node = {
      buffer: { duration: 0 },
      loop: false,
      connect: () => undefined,
      start: () => {
        sound = { seconds: node.buffer.duration, isLoop: node.loop, isOn: true };
        sounds.push(sound);
      },
      stop: () => {
        if (sound !== undefined) sound.isOn = false;
      },
    };
    let sound: Sound | undefined;
    return node;
  }
  async resume() {
    this.state = "running";
    this.onstatechange?.();
  }
  async close() {
    this.state = "closed";
  }
}

beforeEach(() => {
  sounds = [];
  vi.stubGlobal("AudioContext", FakeAudioContext);
});
afterEach(() => localStorage.clear());

test("nothing sounds before a press has unlocked the sound", async () => {
  const audio = createShiftAudio();
  audio.play("changed");
  audio.repeat("new", true);
  expect([audio.state(), sounds]).toEqual(["off", []]);
  await audio.unlock();
  expect(audio.state()).toBe("on");
});

test("a tone that repeats goes on until it is turned off, and one that is played ends by itself", async () => {
  const audio = createShiftAudio();
  await audio.unlock();
  audio.repeat("new", true);
  audio.repeat("new", true);
  audio.play("changed");
  expect(sounds).toEqual([
    { seconds: TONES.new.length, isLoop: true, isOn: true },
    { seconds: TONES.changed.length, isLoop: false, isOn: true },
  ]);
  audio.repeat("new", false);
  expect(sounds[0]?.isOn).toBe(false);
});

test("what happens while the browser holds the sound back is not played later", async () => {
  const audio = createShiftAudio();
  await audio.unlock();
  if (context !== undefined) context.state = "suspended";
  audio.play("changed");
  audio.play("waiting");
  expect([audio.state(), sounds]).toEqual(["blocked", []]);
  await audio.unlock();
  audio.play("changed");
  expect(sounds).toHaveLength(1);
});

test("the volume that the device remembers holds at once, also while a tone sounds", async () => {
  writeText("local", VOLUME_KEY, "50");
  const audio = createShiftAudio();
  await audio.unlock();
  expect(loudness.value).toBe(gainOf(50));
  audio.repeat("new", true);
  writeText("local", VOLUME_KEY, "100");
  expect(loudness.value).toBe(1);
  audio.close();
  writeText("local", VOLUME_KEY, "10");
  expect(loudness.value).toBe(1);
});
