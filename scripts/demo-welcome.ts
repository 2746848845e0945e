import { DEMO_ACCOUNTS } from "@/lib/demo/accounts";

const ROLES = { customer: "customer", partner: "staff of", rider: "rider", admin: "admin" };

export function welcome(port: number, folder: string, isOnlyHere: boolean, redis?: string): string {
  const here = `http://localhost:${port}`;
  const there = `http://127.0.0.1:${port}`;
  // A different folder must be repeated in other terminals.
  const withFolder = folder === ".data" ? "" : `DATA_DIR=${folder} `;
  const bearer = (email: string) =>
    `-H "Authorization: Bearer $(${withFolder}npm run -s token -- ${email} | tail -1)"`;
  const people = DEMO_ACCOUNTS.map(
    ({ email, name, role, tenant }) =>
      `  ${email.padEnd(20)} ${name.padEnd(14)} ${ROLES[role]} ${tenant ?? ""}`,
  );
  return `
Platewire is running.

  Start here    ${here}            order here, watch there: one browser, both sides
  Sign in       ${here}/signin     one press for each of these:

${people.join("\n")}

  My Orders     ${here}/demo/as/lena@demo.test?to=/orders
  Board         ${there}/demo/as/ana@demo.test?to=/partner/sushi-bar
  Ride          ${here}/demo/as/rita@demo.test?to=/rider
  Mailbox       ${here}/demo/mailbox    sign-in links that would have been sent
  Outbox        ${here}/demo/outbox     notifications that go to devices and mailboxes
  Health        ${here}/api/health
${redis === undefined ? "" : `  Redis         ${redis}\n`}
In two more terminals, without a browser. The first one follows Lena's orders:

  curl -N ${bearer("lena@demo.test")} ${here}/api/events/stream

Order as Lena, then change the status as Ana (the order's id stands in the first terminal):

  curl -X PATCH ${bearer("ana@demo.test")} \\
    -H "Content-Type: application/json" -d '{"order_status":"Preparing"}' \\
    ${here}/api/orders/ORDER_ID/status

${isOnlyHere ? "Only this machine can reach it; npm run demo -- --host 0.0.0.0 lets others in." : "Anyone who can reach this machine can sign in as each of these people, the admin too."}
Everything is kept in ${folder}. Ctrl-C stops; npm run demo:reset starts over.
`;
}
