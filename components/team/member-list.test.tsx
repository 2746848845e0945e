// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CommandName } from "@/lib/commands";
import { success } from "@/lib/commands/result";
import common from "@/messages/en/common.json";
import states from "@/messages/en/states.json";
import team from "@/messages/en/team.json";
import { PageRouter } from "@/test/support/page-router";
import { MemberList } from "./member-list";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({
  useCommand: (name: CommandName) => (input: unknown) => send(name, input),
}));

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue(success(null));
});
afterEach(cleanup);

const STORE = "019a0000-0000-7000-8000-000000000001";
const ANA = "019a0000-0000-7000-8000-000000000002";
const KOFI = "019a0000-0000-7000-8000-000000000003";
const member = (id: string, name: string, role: "owner" | "staff") => ({
  ...{ id, name, role },
  email: `${name.toLowerCase()}@example.test`,
});

function show() {
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, states, team }}>
      <PageRouter>
        <MemberList
          tenantId={STORE}
          ownId={ANA}
          members={[member(ANA, "Ana", "owner"), member(KOFI, "Kofi", "staff")]}
          onChanged={() => undefined}
          onRemoved={() => undefined}
        />
      </PageRouter>
    </NextIntlClientProvider>,
  );
}
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole("combobox", { name: `Role of ${name}` }), { target: { value } });

test("another member's role changes with the choice", () => {
  show();
  choose("Kofi", "manager");
  expect(send.mock.calls).toEqual([
    ["change_member_role", { tenant_id: STORE, user_id: KOFI, role: "manager" }],
  ]);
});

test("an owner's own role is given up only when that is confirmed", async () => {
  show();
  choose("Ana", "staff");
  expect(send).not.toHaveBeenCalled();
  fireEvent.click(await screen.findByRole("button", { name: "Stay owner" }));
  expect(send).not.toHaveBeenCalled();
  choose("Ana", "manager");
  fireEvent.click(await screen.findByRole("button", { name: "Give it up" }));
  expect(send.mock.calls).toEqual([
    ["change_member_role", { tenant_id: STORE, user_id: ANA, role: "manager" }],
  ]);
});
