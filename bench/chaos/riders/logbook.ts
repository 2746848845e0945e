/** The logbook holds the answers that the town's people got. */
export class Logbook {
  /** The orders that were accepted, with the token of the customer, who alone knows the PIN. */
  readonly placed: { orderId: string; customerToken: string; storeId: string }[] = [];
  /** Orders whose delivery was answered with 200. */
  readonly delivered = new Set<string>();
  /** Offers by the answer that was accepted. */
  readonly accepted = new Set<string>();
  readonly declined = new Set<string>();
  readonly faults: string[] = [];
}
