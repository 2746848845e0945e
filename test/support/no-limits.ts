/**
 * For a test or a bench whose clients are few people at one address: what a person or an address may do is tested
 * where that is the question.
 */
export const NO_LIMITS: Record<string, string> = {
  STREAMS_PER_USER: "100000",
  STREAMS_PER_ADDRESS: "100000",
  LIMIT_PLACE_ORDER: "0",
  LIMIT_TICKET: "0",
  LIMIT_CONNECT: "0",
  LIMIT_CONNECT_ADDRESS: "0",
};
