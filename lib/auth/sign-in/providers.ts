import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import GoogleProvider from "next-auth/providers/google";
import * as z from "zod";
import { findDemoPerson } from "@/lib/demo/people";
import { env, isDemo } from "@/lib/env";
import { canSendMail } from "@/lib/server/mail";
import { LINK_SECONDS } from "./links";
import { sendSignInLink } from "./sign-in-mail";

const emailSchema = z.email().max(254);

/** Throws for `x<a@b.test>` and `x;a@b.test`: each would count as a new address and reach the same mailbox. */
function normalizeIdentifier(text: string): string {
  return emailSchema.parse(text.normalize("NFKC").trim().toLowerCase());
}

const emailLink = () =>
  EmailProvider({
    maxAge: LINK_SECONDS,
    normalizeIdentifier,
    sendVerificationRequest: ({ identifier, url }) => sendSignInLink(identifier, url),
  });

const google = (clientId: string, clientSecret: string) =>
  GoogleProvider({
    clientId,
    clientSecret,
    // Safe, because Google (see the signIn callback) and e-mail links both prove the address.
    allowDangerousEmailAccountLinking: true,
  });

const demoPerson = () =>
  CredentialsProvider({
    id: "demo",
    name: "A demo person",
    credentials: { email: { label: "E-mail", type: "email" } },
    authorize: async (credentials) => {
      const email = emailSchema.safeParse(credentials?.email);
      const person = email.success ? await findDemoPerson(email.data) : null;
      return person === null ? null : { id: person.id, email: person.email, name: person.name };
    },
  });

export function configuredProviders(): { email: boolean; google: boolean; demo: boolean } {
  return { email: canSendMail(), google: env().GOOGLE_CLIENT_ID !== undefined, demo: isDemo() };
}

export function providers(): AuthOptions["providers"] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env();
  const ways = configuredProviders();
  return [
    ...(ways.email ? [emailLink()] : []),
    ...(GOOGLE_CLIENT_ID !== undefined && GOOGLE_CLIENT_SECRET !== undefined
      ? [google(GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET)]
      : []),
    ...(ways.demo ? [demoPerson()] : []),
  ];
}
