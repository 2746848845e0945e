import { describe, expect, it } from "vitest";
import { batchAnnouncements } from "./announcement-batch";

const newOrder = (code: string) => ({
  message: `New order ${code}`,
  burst: { kind: "new", summarize: (count: number) => `${count} new orders` },
});

describe("a batch of announcements", () => {
  it("a single announcement is read in full", () => {
    expect(batchAnnouncements([newOrder("A7X3B2")])).toBe("New order A7X3B2");
  });

  it("several announcements of one kind are counted", () => {
    expect(batchAnnouncements([newOrder("A7X3B2"), newOrder("K9F2QW"), newOrder("M4T8ZC")])).toBe(
      "3 new orders",
    );
  });

  it("different kinds are joined in order of first appearance", () => {
    expect(batchAnnouncements([{ message: "Saved" }, newOrder("A7X3B2"), newOrder("K9F2QW")])).toBe(
      "Saved · 2 new orders",
    );
  });

  it("a repeated message is read once", () => {
    expect(batchAnnouncements([{ message: "Saved" }, { message: "Saved" }])).toBe("Saved");
  });

  it("an empty batch is empty text", () => {
    expect(batchAnnouncements([])).toBe("");
  });
});
