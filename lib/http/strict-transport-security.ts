/** Two years, for this host and those below it. */
export const STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";
