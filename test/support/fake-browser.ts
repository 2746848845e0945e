import { locksAndChannels } from "@/lib/realtime/client/tabs/locks-and-channels";
import type { LocksAndChannels, TabChannel } from "@/lib/realtime/client/tabs/shared-stream";

/** What a browser offers for sharing. Pages without HTTPS have `channels` only. */
export type Offers = "locks" | "refused locks" | "channels" | "nothing";

/** Simulates locks and broadcast channels. Messages between two tabs keep their order and take `delayMs()` or more. */
export class FakeBrowser {
  readonly tabs: FakeTab[] = [];
  readonly channels = new Set<FakeChannel>();
  readonly #locks = new Map<string, { holder: Candidate | null; queue: Candidate[] }>();

  constructor(
    readonly delayMs: () => number,
    readonly offers: Offers,
  ) {}

  openTab(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }

  request(name: string, candidate: Candidate, isStealing: boolean): void {
    const lock = this.#locks.get(name) ?? { holder: null, queue: [] };
    this.#locks.set(name, lock);
    if (isStealing) {
      const robbed = lock.holder;
      lock.holder = null;
      if (robbed !== null) void robbed.told.then(() => robbed.tab.whenAwake(robbed.rob));
      lock.queue.unshift(candidate);
    } else lock.queue.push(candidate);
    this.#grant(name);
  }

  release(name: string, candidate: Candidate): void {
    const lock = this.#locks.get(name);
    if (lock === undefined) return;
    lock.queue = lock.queue.filter((one) => one !== candidate);
    if (lock.holder === candidate) lock.holder = null;
    this.#grant(name);
  }

  forget(tab: FakeTab): void {
    for (const [name, lock] of this.#locks)
      for (const candidate of [lock.holder, ...lock.queue])
        if (candidate?.tab === tab) this.release(name, candidate);
    for (const channel of this.channels) if (channel.tab === tab) channel.close();
  }

  #grant(name: string): void {
    const lock = this.#locks.get(name);
    const next = lock?.holder === null ? lock.queue.shift() : undefined;
    if (lock === undefined || next === undefined) return;
    lock.holder = next;
    setTimeout(() => {
      next.tab.whenAwake(next.grant);
      next.tell();
    }, this.delayMs());
  }
}

interface Candidate {
  tab: FakeTab;
  grant: () => void;
  rob: () => void;
  /** Resolves after the tab was granted the lock, so that it cannot lose the lock before. */
  told: Promise<void>;
  tell: () => void;
}

export class FakeTab {
  isGone = false;
  losing = 0;
  #isHung = false;
  #waiting: (() => void)[] = [];

  constructor(readonly browser: FakeBrowser) {}

  readonly #locks: LocksAndChannels["locks"] = {
    request: (name, { signal, steal = false }, hold) =>
      new Promise((resolve, reject) => {
        if (this.browser.offers === "refused locks") throw new DOMException("Denied", "SecurityError");
        const release = () => this.browser.release(name, candidate);
        let isGranted = false;
        const { promise: told, resolve: tell } = Promise.withResolvers<void>();
        const candidate: Candidate = {
          tab: this,
          grant: () => {
            isGranted = true;
            void hold().then(() => {
              release();
              resolve(undefined);
            });
          },
          rob: () => reject(new DOMException("Stolen", "AbortError")),
          told,
          tell,
        };
        signal?.addEventListener("abort", () => {
          if (isGranted) return;
          release();
          reject(new DOMException("Given up", "AbortError"));
        });
        this.whenAwake(() => this.browser.request(name, candidate, steal));
      }),
  };

  get locksAndChannels(): LocksAndChannels | null {
    const { offers } = this.browser;
    if (offers === "nothing") return null;
    const locks = offers === "channels" ? undefined : this.#locks;
    return locksAndChannels(locks, (name) => new FakeChannel(name, this));
  }

  /** Runs at once, after a hang, or never when the tab is closed. */
  whenAwake(run: () => void): void {
    if (this.isGone) return;
    if (this.#isHung) this.#waiting.push(run);
    else run();
  }

  hang(): void {
    this.#isHung = true;
  }

  thaw(): void {
    this.#isHung = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) run();
  }

  crash(): void {
    this.isGone = true;
    this.browser.forget(this);
  }
}

class FakeChannel implements TabChannel {
  onmessage: TabChannel["onmessage"] = null;
  readonly #arrivals = new Map<FakeChannel, number>();

  constructor(
    readonly name: string,
    readonly tab: FakeTab,
  ) {
    tab.browser.channels.add(this);
  }

  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message);
    this.tab.whenAwake(() => {
      for (const other of this.tab.browser.channels)
        if (other !== this && other.name === this.name) other.#arrive(this, copy);
    });
  }

  close(): void {
    this.tab.browser.channels.delete(this);
  }

  #arrive(from: FakeChannel, data: unknown): void {
    // Never at once: a fake timer of 0 ms fires a millisecond later if another timer has set it, and messages would overtake.
    const at = Math.max(Date.now() + 1 + this.tab.browser.delayMs(), this.#arrivals.get(from) ?? 0);
    this.#arrivals.set(from, at);
    setTimeout(() => {
      if (this.tab.losing > 0) this.tab.losing--;
      else
        this.tab.whenAwake(() => {
          if (this.tab.browser.channels.has(this)) this.onmessage?.(new MessageEvent("message", { data }));
        });
    }, at - Date.now());
  }
}
