// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AcceptInvitation } from "@/components/invitations/accept-invitation";
import { InviteForm } from "@/components/invitations/invite-form";
import type { Announcement } from "@/hooks/browser/announcement-batch";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { failure } from "@/lib/commands/result";
import common from "@/messages/en/common.json";
import invitations from "@/messages/en/invitations.json";
import joining from "@/messages/en/joining.json";
import states from "@/messages/en/states.json";
import { PageRouter } from "@/test/support/page-router";
import { STORE } from "@/test/support/store-views";
import { CreateStoreForm } from "./create-store-form";

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock("@/hooks/commands/use-command", () => ({ useCommand: () => send }));

beforeEach(() => {
  send.mockReset();
  send.mockResolvedValue(failure("conflict", "Somebody was faster"));
});
afterEach(cleanup);

function show(page: ReactNode) {
  const said: (Announcement | string)[] = [];
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, invitations, joining, states }}>
      <PageRouter>
        <AnnounceContext value={(one) => void said.push(one)}>{page}</AnnounceContext>
      </PageRouter>
    </NextIntlClientProvider>,
  );
  return said;
}

test("a store without a name is refused aloud, with the fields that are wrong", async () => {
  const said = show(<CreateStoreForm timeZones={["Europe/Berlin"]} />);
  fireEvent.click(screen.getByRole("button"));
  expect(said).toEqual([{ message: expect.stringContaining(joining.name_error), urgent: true }]);
});

test.each([
  [
    "an invitation that cannot be accepted",
    () => <AcceptInvitation id={STORE.id} command="accept_team_invitation" to="/partner/sushi-bar" />,
  ],
  [
    "an invitation that cannot be sent",
    () => (
      <InviteForm
        invite={async () => failure("conflict", "Somebody was faster")}
        onInvited={() => undefined}
      />
    ),
  ],
])("%s is said aloud", async (_, page) => {
  const said = show(page());
  fireEvent.click(screen.getByRole("button"));
  await screen.findByText("Somebody was faster");
  expect(said).toEqual([{ message: "Somebody was faster", urgent: true }]);
});
