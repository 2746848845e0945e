import fc from "fast-check";
import { expect, test } from "vitest";
import { Census, type Visitor } from "./connection-counts";

const visitor = fc.record({
  userId: fc.constantFrom("ana", "ben", "cem"),
  address: fc.constantFrom("10.0.0.1", "10.0.0.2"),
});
const step = fc.record({ visitor, leaves: fc.boolean(), which: fc.nat({ max: 20 }) });
const caps = fc.record({
  perUser: fc.integer({ min: 1, max: 4 }),
  perAddress: fc.integer({ min: 1, max: 6 }),
  perInstance: fc.integer({ min: 1, max: 8 }),
});

test("counts whoever is there, however they come and go", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const census = new Census();
      const there: Visitor[] = [];
      for (const { visitor, leaves, which } of steps) {
        if (leaves && there.length > 0) {
          for (const gone of there.splice(which % there.length, 1)) census.leave(gone);
        } else {
          census.join(visitor);
          there.push(visitor);
        }
        const of = (userId: string) => there.filter((each) => each.userId === userId).length;
        expect(census.connections).toBe(there.length);
        expect([...census.userIds()].sort()).toEqual([...new Set(there.map(({ userId }) => userId))].sort());
        expect(census.users).toBe(new Set(there.map(({ userId }) => userId)).size);
        expect(census.addresses).toBe(new Set(there.map(({ address }) => address)).size);
        for (const userId of ["ana", "ben", "cem"]) expect(census.ofUser(userId)).toBe(of(userId));
      }
    }),
  );
});

test("admits nobody beyond a cap, and everybody below all of them", () => {
  fc.assert(
    fc.property(fc.array(visitor, { maxLength: 40 }), caps, (visitors, caps) => {
      const census = new Census();
      const there: Visitor[] = [];
      for (const visitor of visitors) {
        const like = (key: keyof Visitor) => there.filter((each) => each[key] === visitor[key]).length;
        const hasRoom =
          there.length < caps.perInstance &&
          like("address") < caps.perAddress &&
          like("userId") < caps.perUser;
        expect(census.fullFor(visitor, caps) === null).toBe(hasRoom);
        if (!hasRoom) continue;
        census.join(visitor);
        there.push(visitor);
      }
    }),
  );
});

test("tells of the instance and the address before it knows who asks", () => {
  const census = new Census();
  for (let count = 0; count < 2; count++) census.join({ userId: "ana", address: "10.0.0.1" });
  const roomy = { perUser: 1, perAddress: 10, perInstance: 10 };
  expect(census.fullFor({ address: "10.0.0.1" }, roomy)).toBeNull();
  expect(census.fullFor({ address: "10.0.0.1" }, { ...roomy, perAddress: 2 })).toBe("address_full");
  expect(census.fullFor({ address: "10.0.0.2" }, { ...roomy, perAddress: 2 })).toBeNull();
  expect(census.fullFor({ address: "10.0.0.2" }, { ...roomy, perInstance: 2 })).toBe("instance_full");
  expect(census.fullFor({ userId: "ana", address: "10.0.0.2" }, roomy)).toBe("user_full");
});
