// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { RIDER_STATES } from "@/lib/orders/model/delivery";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { TicketRider } from "./ticket-rider";

afterEach(cleanup);

test("a ticket says who brings the order, and where the rider is", () => {
  const said = RIDER_STATES.map((rider_state) => {
    const rider = rider_state === "none" ? null : "Rita";
    render(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
        <TicketRider
          order={boardOrder(1, {
            rider_state,
            rider_name: rider,
            rider_vehicle: rider === null ? null : "e-bike",
          })}
          handlers={{ change: () => undefined }}
        />
      </NextIntlClientProvider>,
    );
    const { textContent } = screen.getByRole("paragraph");
    cleanup();
    return textContent;
  });
  expect(said).toEqual([
    "Looking for a rider",
    "Rita · e-bike · on the way",
    "Rita is here",
    "with Rita",
    "Rita is at the door",
    "Rita couldn't hand it over",
  ]);
});
