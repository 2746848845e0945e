/** For tests and benchmarks whose clients share few people and one address. */
export const NO_LIMITS: Record<string, string> = {
  STREAMS_PER_USER: "100000",
  STREAMS_PER_ADDRESS: "100000",
  LIMIT_PLACE_ORDER: "0",
  LIMIT_TICKET: "0",
  LIMIT_CONNECT: "0",
  LIMIT_CONNECT_ADDRESS: "0",
};
