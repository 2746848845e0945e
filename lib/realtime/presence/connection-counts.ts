export interface StreamOwner {
  readonly userId: string;
  readonly address: string;
  /** Names the sign-in of a stream that one of our own pages reads. */
  readonly browser?: string | undefined;
}

export interface StreamCaps {
  readonly perUser: number;
  readonly perBrowser: number;
  readonly perAddress: number;
  readonly perInstance: number;
}

export type Full = "browser_full" | "user_full" | "address_full" | "instance_full";

class KeyCounts {
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#counts.size;
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  keys(): IterableIterator<string> {
    return this.#counts.keys();
  }

  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }

  remove(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}

export class ConnectionCounts {
  readonly #users = new KeyCounts();
  readonly #addresses = new KeyCounts();
  readonly #browsers = new KeyCounts();
  #connections = 0;

  get connections(): number {
    return this.#connections;
  }

  get users(): number {
    return this.#users.size;
  }

  get addresses(): number {
    return this.#addresses.size;
  }

  ofUser(userId: string): number {
    return this.#users.of(userId);
  }

  userIds(): IterableIterator<string> {
    return this.#users.keys();
  }

  join({ userId, address, browser }: StreamOwner): void {
    this.#connections++;
    this.#users.add(userId);
    this.#addresses.add(address);
    if (browser !== undefined) this.#browsers.add(browser);
  }

  /** Call it once for each `join`. */
  leave({ userId, address, browser }: StreamOwner): void {
    this.#connections--;
    this.#users.remove(userId);
    this.#addresses.remove(address);
    if (browser !== undefined) this.#browsers.remove(browser);
  }

  /** Fields that are not yet known are not checked. */
  exceededCap({ userId, address, browser }: Partial<StreamOwner>, caps: StreamCaps): Full | null {
    if (this.#connections >= caps.perInstance) return "instance_full";
    if (address !== undefined && this.#addresses.of(address) >= caps.perAddress) return "address_full";
    if (userId !== undefined && this.#users.of(userId) >= caps.perUser) return "user_full";
    if (browser !== undefined && this.#browsers.of(browser) >= caps.perBrowser) return "browser_full";
    return null;
  }
}
