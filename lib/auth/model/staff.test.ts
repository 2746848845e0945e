import fc from "fast-check";
import { expect, it } from "vitest";
import { isOwnerOf, isStaffOf, mayManage } from "./staff";
import { STORE_ROLES, type StoreRole } from "./store-roles";

const personOf = (tenantRoles: Record<string, StoreRole>, isAdmin = false) => ({
  isAdmin,
  tenantIds: Object.keys(tenantRoles),
  tenantRoles,
});

const rolesArbitrary = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom(...STORE_ROLES));

it("gives each role the rights of the ones below it, in the store of the role alone", () => {
  fc.assert(
    fc.property(rolesArbitrary, fc.constantFrom("a", "b", "c", "constructor"), (roles, tenantId) => {
      const person = personOf(roles);
      const role = Object.hasOwn(roles, tenantId) ? roles[tenantId] : undefined;
      expect(isOwnerOf(person, tenantId)).toBe(role === "owner");
      expect(mayManage(person, tenantId)).toBe(role === "owner" || role === "manager");
      expect(isStaffOf(person, tenantId)).toBe(role !== undefined);
    }),
  );
});

it("gives an admin the rights of an owner everywhere", () => {
  const admin = personOf({}, true);
  expect([isStaffOf, mayManage, isOwnerOf].map((has) => has(admin, "a"))).toEqual([true, true, true]);
});
