import fc from "fast-check";
import { expect, it } from "vitest";
import { STORE_ROLES, type StoreRole } from "@/lib/auth/model/store-roles";
import { leavesNoOwner } from "./last-owner";

const roleArbitrary = fc.constantFrom(...STORE_ROLES);
const change = fc.record({ who: fc.nat(4), next: fc.option(roleArbitrary) });

it("keeps an owner through any row of changes that it allows", () => {
  fc.assert(
    fc.property(fc.array(roleArbitrary, { maxLength: 4 }), fc.array(change), (roles, changes) => {
      const start: StoreRole[] = ["owner", ...roles];
      let members = start.map((role, n) => ({ id: String(n), role }));
      for (const { who, next } of changes) {
        const id = String(who);
        if (leavesNoOwner(members, id, next)) continue;
        members = members
          .filter((member) => member.id !== id || next !== null)
          .map((member) => (member.id === id && next !== null ? { ...member, role: next } : member));
      }
      expect(members.some(({ role }) => role === "owner")).toBe(true);
    }),
  );
});

it("lets everybody go but the last owner", () => {
  const members = [
    { id: "ana", role: "owner" },
    { id: "maya", role: "manager" },
  ] as const;
  expect(leavesNoOwner(members, "ana", null)).toBe(true);
  expect(leavesNoOwner(members, "ana", "staff")).toBe(true);
  expect(leavesNoOwner(members, "maya", null)).toBe(false);
  expect(leavesNoOwner([...members, { id: "ben", role: "owner" }], "ana", null)).toBe(false);
});
