/** What the demo provider does with a card. Delays in seconds; the webhook of each step is delivered once for each delay. */
export interface TestCard {
  readonly number: string;
  readonly name: string;
  /** The bank's refusal of the payment. */
  readonly declines?: string;
  /** The bank asks the customer to confirm. */
  readonly asks?: true;
  readonly authorizesAfter?: number;
  readonly webhooksAfter: readonly number[];
  /** The bank's refusal of a refund. */
  readonly refusesRefunds?: string;
  readonly isDisputed?: true;
}

const AT_ONCE = [0];

export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", name: "ok", webhooksAfter: AT_ONCE },
  { number: "4000000000000002", name: "declined", declines: "card_declined", webhooksAfter: AT_ONCE },
  { number: "4000000000009995", name: "no_funds", declines: "insufficient_funds", webhooksAfter: AT_ONCE },
  { number: "4000000000003220", name: "challenge", asks: true, webhooksAfter: AT_ONCE },
  { number: "4000000000000077", name: "slow", authorizesAfter: 10, webhooksAfter: AT_ONCE },
  { number: "4000000000000101", name: "webhook_twice", webhooksAfter: [0, 0] },
  { number: "4000000000000119", name: "webhook_late", webhooksAfter: [3_600] },
  { number: "4000000000000127", name: "webhook_never", webhooksAfter: [] },
  {
    number: "4000000000005126",
    name: "refund_failed",
    refusesRefunds: "refund_failed",
    webhooksAfter: AT_ONCE,
  },
  { number: "4000000000000259", name: "dispute", isDisputed: true, webhooksAfter: AT_ONCE },
];

export const testCard = (number: string | null): TestCard | undefined =>
  TEST_CARDS.find((card) => card.number === number);
