import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectionCounts, type StreamOwner } from "./connection-counts";

const owner = fc.record({
  userId: fc.constantFrom("ana", "ben", "cem"),
  address: fc.constantFrom("10.0.0.1", "10.0.0.2"),
  browser: fc.constantFrom(undefined, "phone", "tablet"),
});
const step = fc.record({ owner, leaves: fc.boolean(), which: fc.nat({ max: 20 }) });
const caps = fc.record({
  perBrowser: fc.integer({ min: 1, max: 3 }),
  perUser: fc.integer({ min: 1, max: 4 }),
  perAddress: fc.integer({ min: 1, max: 6 }),
  perInstance: fc.integer({ min: 1, max: 8 }),
});

test("counts streams by user and address through any joins and leaves", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const counts = new ConnectionCounts();
      const there: StreamOwner[] = [];
      for (const { owner, leaves, which } of steps) {
        if (leaves && there.length > 0) {
          for (const gone of there.splice(which % there.length, 1)) counts.leave(gone);
        } else {
          counts.join(owner);
          there.push(owner);
        }
        const of = (userId: string) => there.filter((each) => each.userId === userId).length;
        expect(counts.connections).toBe(there.length);
        expect([...counts.userIds()].sort()).toEqual([...new Set(there.map(({ userId }) => userId))].sort());
        expect(counts.users).toBe(new Set(there.map(({ userId }) => userId)).size);
        expect(counts.addresses).toBe(new Set(there.map(({ address }) => address)).size);
        for (const userId of ["ana", "ben", "cem"]) expect(counts.ofUser(userId)).toBe(of(userId));
      }
    }),
  );
});

test("allows a stream exactly when no cap would be exceeded", () => {
  fc.assert(
    fc.property(fc.array(owner, { maxLength: 40 }), caps, (owners, caps) => {
      const counts = new ConnectionCounts();
      const there: StreamOwner[] = [];
      for (const owner of owners) {
        const like = (key: keyof StreamOwner) => there.filter((each) => each[key] === owner[key]).length;
        const hasRoom =
          there.length < caps.perInstance &&
          like("address") < caps.perAddress &&
          like("userId") < caps.perUser &&
          (owner.browser === undefined || like("browser") < caps.perBrowser);
        expect(counts.exceededCap(owner, caps) === null).toBe(hasRoom);
        if (!hasRoom) continue;
        counts.join(owner);
        there.push(owner);
      }
    }),
  );
});

test("checks the instance and address caps before the user is known", () => {
  const counts = new ConnectionCounts();
  for (let count = 0; count < 2; count++) counts.join({ userId: "ana", address: "10.0.0.1" });
  const roomy = { perBrowser: 1, perUser: 1, perAddress: 10, perInstance: 10 };
  expect(counts.exceededCap({ address: "10.0.0.1" }, roomy)).toBeNull();
  expect(counts.exceededCap({ address: "10.0.0.1" }, { ...roomy, perAddress: 2 })).toBe("address_full");
  expect(counts.exceededCap({ address: "10.0.0.2" }, { ...roomy, perAddress: 2 })).toBeNull();
  expect(counts.exceededCap({ address: "10.0.0.2" }, { ...roomy, perInstance: 2 })).toBe("instance_full");
  expect(counts.exceededCap({ userId: "ana", address: "10.0.0.2" }, roomy)).toBe("user_full");
});
