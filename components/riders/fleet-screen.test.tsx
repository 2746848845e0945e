// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { failure, success } from "@/lib/commands/result";
import type { Fleet } from "@/lib/riders/model/fleet";
import common from "@/messages/en/common.json";
import invitations from "@/messages/en/invitations.json";
import riders from "@/messages/en/riders.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { FleetScreen } from "./fleet-screen";

const { refresh, command } = vi.hoisted(() => ({ refresh: vi.fn(), command: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh }) }));
vi.mock("@/hooks/browser/use-refresh", () => ({ useRefresh: () => refresh }));
vi.mock("@/hooks/commands/use-command", () => ({
  useCommand: (name: string) => (input: unknown) => command(name, input),
}));
beforeEach(() => void command.mockReset());
afterEach(cleanup);

const KITCHEN = "11111111-1111-4111-8111-111111111111";
const AT = "2026-11-21T12:00:00.000Z";
const FLEET: Fleet = {
  riders: [
    {
      ...{ id: "00000000-0000-4000-8000-000000000001", name: "Yuki Mori", email: "yuki@example.test" },
      ...{ vehicle: "e-bike", joined_at: AT, is_on_shift: true },
    },
  ],
  invitations: [
    {
      ...{ id: "00000000-0000-4000-8000-000000000002", email: "noah@example.test" },
      ...{ role: "rider", created_at: AT, expires_at: AT },
    },
  ],
};

function show(fleet: Fleet = FLEET) {
  const stream = makePageStream();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, invitations, riders, states }}>
      <AnnounceContext value={() => undefined}>
        <FleetScreen tenantId={KITCHEN} fleet={fleet} since="v2" />
      </AnnounceContext>
    </NextIntlClientProvider>,
    { wrapper: stream.wrapper },
  );
  return stream;
}
const press = async (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await act(async () => undefined);
};

test("a fleet has its riders with their vehicle and shift, and its open invitations", () => {
  show();
  expect(screen.getByText("E-bike · On shift")).toBeDefined();
  expect(screen.getByRole("heading", { name: "noah@example.test" })).toBeDefined();
});

test("it is read again when something about a rider changes, and not with each position", () => {
  const { send, subscribe } = show();
  const channel = `fleet:${KITCHEN}`;
  expect(subscribe.mock.calls.map(([name, , since]) => [name, since])).toEqual([[channel, "v2"]]);
  const changed = { timestamp: AT, order_ids: [], rider_ids: [] };
  act(() => send({ kind: "event", type: "dispatch_changed", data: changed, channel, offset: 1 }));
  expect(refresh).toHaveBeenCalledTimes(1);
});

test("an invitation that is withdrawn disappears", async () => {
  command.mockResolvedValue(success(null));
  show();
  await press("Withdraw the invitation for noah@example.test");
  expect(command).toHaveBeenCalledWith("withdraw_rider_invitation", {
    invitation_id: FLEET.invitations[0]?.id,
  });
  expect(screen.getByText("No invitation is open.")).toBeDefined();
});

test("an invitation that is refused keeps the address, and says why", async () => {
  command.mockResolvedValue(failure("conflict", "rita@example.test already rides for this fleet"));
  show();
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: /^Email address/ });
  fireEvent.change(field, { target: { value: "rita@example.test" } });
  await press("Invite");
  expect(screen.getByText("rita@example.test already rides for this fleet")).toBeDefined();
  expect(field.value).toBe("rita@example.test");
  command.mockResolvedValue(failure("invalid", "email: Invalid", { fieldErrors: { email: "Invalid" } }));
  await press("Invite");
  expect(screen.getByText("Enter an email address")).toBeDefined();
});
