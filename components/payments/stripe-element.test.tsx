// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import payments from "@/messages/en/payments.json";
import { StripeElement } from "./stripe-element";

const stripeJs = vi.hoisted(() => ({
  loadStripe: vi.fn(),
  confirmPayment: vi.fn(),
  elements: vi.fn(),
  create: vi.fn(),
  destroy: vi.fn(),
  listeners: new Map<string, () => void>(),
}));
// Stripe's script comes from js.stripe.com, which tests do not reach.
vi.mock("@stripe/stripe-js/pure", () => ({ loadStripe: stripeJs.loadStripe }));

const onDone = vi.fn();
const onFail = vi.fn();

beforeEach(() => {
  for (const fake of [onDone, onFail, stripeJs.confirmPayment, stripeJs.destroy]) fake.mockReset();
  stripeJs.listeners.clear();
  stripeJs.create.mockReset().mockReturnValue({
    on: (name: string, listener: () => void) => stripeJs.listeners.set(name, listener),
    mount: (holder: HTMLElement) => holder.append("the form of Stripe"),
    destroy: stripeJs.destroy,
  });
  stripeJs.elements.mockReset().mockReturnValue({ create: stripeJs.create });
  stripeJs.loadStripe
    .mockReset()
    .mockResolvedValue({ elements: stripeJs.elements, confirmPayment: stripeJs.confirmPayment });
});
afterEach(cleanup);

async function show(lastCode: string | null = null) {
  const shown = render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ payments }}>
      <StripeElement
        publishableKey="pk_test_1"
        clientSecret="pi_1_secret_2"
        amount="€21.50"
        lastCode={lastCode}
        onDone={onDone}
        onFail={onFail}
      />
    </NextIntlClientProvider>,
  );
  await vi.waitFor(() => expect(stripeJs.loadStripe).toHaveBeenCalled());
  await act(async () => undefined);
  return shown;
}
const fire = (name: string) => act(async () => stripeJs.listeners.get(name)?.());
async function pay(answer: object) {
  stripeJs.confirmPayment.mockResolvedValue(answer);
  await fire("ready");
  await act(async () => {
    fireEvent.submit(screen.getByRole("button", { name: "Pay €21.50" }));
  });
}

test("Stripe's form is mounted with the payment's secret, and is taken away with the page", async () => {
  const { unmount } = await show();
  expect(stripeJs.loadStripe).toHaveBeenCalledWith("pk_test_1");
  expect(stripeJs.elements).toHaveBeenCalledWith(expect.objectContaining({ clientSecret: "pi_1_secret_2" }));
  expect(screen.getByText("the form of Stripe")).toBeTruthy();
  unmount();
  expect(stripeJs.destroy).toHaveBeenCalledTimes(1);
});

test("nothing is sent before the form is there", async () => {
  await show();
  fireEvent.submit(screen.getByRole("button", { name: "Pay €21.50" }));
  expect(stripeJs.confirmPayment).not.toHaveBeenCalled();
});

test("a card that Stripe took is done, without leaving the page", async () => {
  await show();
  await pay({ paymentIntent: { status: "requires_capture" } });
  expect(stripeJs.confirmPayment).toHaveBeenCalledWith(expect.objectContaining({ redirect: "if_required" }));
  expect(onDone).toHaveBeenCalledTimes(1);
  expect(onFail).not.toHaveBeenCalled();
});

test.each([
  [{ type: "card_error", code: "expired_card" }, "expired_card", "This card has expired."],
  [
    { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" },
    "insufficient_funds",
    "There is not enough money on this card.",
  ],
  [
    { type: "card_error", code: "card_declined", decline_code: "stolen_card" },
    "card_declined",
    "Your bank refused this card.",
  ],
  [
    { type: "invalid_request_error", code: "payment_intent_authentication_failure" },
    "authentication_failed",
    "The payment was not confirmed.",
  ],
])("a refusal is described: %o", async (error, code, text) => {
  await show();
  await pay({ error });
  expect(onFail).toHaveBeenCalledWith(code);
  expect(screen.getByText(text)).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});

test("an error of a field is left to Stripe's form", async () => {
  await show();
  await pay({ error: { type: "validation_error", code: "incomplete_number" } });
  expect(onFail).not.toHaveBeenCalled();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("without an answer, the page says that it is not known, and offers to pay again", async () => {
  await show();
  await pay({ error: { type: "api_connection_error" } });
  expect(screen.getByRole("alert").textContent).toContain("You are never charged twice");
  expect(screen.getByRole("button", { name: "Pay €21.50" })).toBeTruthy();
});

test("a form that could not be loaded can be loaded again", async () => {
  stripeJs.loadStripe.mockRejectedValueOnce(new Error("Failed to load Stripe.js"));
  await show();
  await act(async () => {
    fireEvent.click(screen.getByRole("button", { name: "Load it again" }));
  });
  expect(await screen.findByText("the form of Stripe")).toBeTruthy();
});

test("the reason of the card before is shown", async () => {
  await show("some_new_code");
  expect(screen.getByText("Your bank refused the payment.")).toBeTruthy();
});
