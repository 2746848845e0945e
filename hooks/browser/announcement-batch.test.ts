import { describe, expect, it } from "vitest";
import { batchAnnouncements } from "./announcement-batch";

const newOrder = (code: string) => ({
  message: `New order ${code}`,
  burst: { kind: "new", summarize: (count: number) => `${count} new orders` },
});

describe("what a screen reader is told", () => {
  it("one of a kind is said in full", () => {
    expect(batchAnnouncements([newOrder("A7X3B2")])).toBe("New order A7X3B2");
  });

  it("several of a kind are counted", () => {
    expect(batchAnnouncements([newOrder("A7X3B2"), newOrder("K9F2QW"), newOrder("M4T8ZC")])).toBe(
      "3 new orders",
    );
  });

  it("different kinds are said one after the other, in the order they began", () => {
    expect(batchAnnouncements([{ message: "Saved" }, newOrder("A7X3B2"), newOrder("K9F2QW")])).toBe(
      "Saved · 2 new orders",
    );
  });

  it("the same words are said once", () => {
    expect(batchAnnouncements([{ message: "Saved" }, { message: "Saved" }])).toBe("Saved");
  });

  it("nothing is silence", () => {
    expect(batchAnnouncements([])).toBe("");
  });
});
