export const AUDIT_TARGETS = [
  "user",
  "tenant",
  "order",
  "broadcast",
  "switch",
  "chat",
  "member",
  "incident",
  "connection",
  "job",
] as const;
export type AuditTarget = (typeof AUDIT_TARGETS)[number];
