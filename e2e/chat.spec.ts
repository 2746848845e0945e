import { expect, type Locator, type Page } from "@playwright/test";
import { smallPhoto } from "@/test/support/photos";
import { Board } from "./pages/board";
import { MyOrders, OrderPage } from "./pages/customer";
import { PORT_SELBY, RiderPage } from "./pages/rider";
import { inspect } from "./support/inspect";
import { test as ownApp } from "./support/own-app";

/** No other file's riders take its offers. */
const test = ownApp.extend({});
test.use({ appOf: "chat.spec.ts" });
test.describe.configure({ mode: "serial" });

const DISHES = ["Chicken pakora", "Onion bhaji"];
/** An offer comes when leaving now meets the food. */
const OFFER = { timeout: 60_000 };
const phone = {
  viewport: { width: 390, height: 844 },
  geolocation: PORT_SELBY,
  permissions: ["geolocation"],
};

class Chat {
  readonly dialog: Locator;
  readonly field: Locator;
  readonly messages: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^Chat about / });
    this.field = this.dialog.getByRole("textbox", { name: "Your message" });
    this.messages = this.dialog.getByRole("region", { name: "Messages" });
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text);
    await this.dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(this.messages.getByText(text)).toBeVisible();
  }

  answer(words: string): Locator {
    return this.dialog.getByRole("group", { name: "Ready answers" }).getByRole("button", { name: words });
  }
}

test("a customer, a store and a rider talk through an order, each in their language", async ({
  visit,
  rest,
}) => {
  const rita = new RiderPage(await visit("rita@demo.test", "/rider", phone));
  await rita.goOnShift();
  const order = await (await rest("lena@demo.test")).order("spice-route", DISHES);
  const dev = await rest("dev@demo.test");
  const code = order.order_code.replace("ORD-", "");
  await dev.act(order.id, { name: "accept", prep_minutes: 20 });

  const board = new Board(await visit("dev@demo.test", "/partner/spice-route"));
  await board.isComplete();
  const orderPage = new OrderPage(await visit("lena@demo.test", `/orders/${order.id}`, { locale: "de-DE" }));
  await orderPage.isLive();
  const customer = new Chat(orderPage.page);
  const store = new Chat(board.page);

  await test.step("a message says who will see it, and counts as unread on the ticket", async () => {
    await orderPage.page.getByRole("button", { name: "Message Spice Route" }).click();
    await expect(customer.dialog.getByText("Only Spice Route will see this")).toBeVisible();
    await inspect(orderPage.page, "a chat without messages");
    await customer.write("Zwei Gabeln, bitte");
    await board.page.getByRole("button", { name: `Order ${code}: 1 unread message` }).click();
    await expect(store.messages.getByText("Zwei Gabeln, bitte")).toBeVisible();
    await expect(customer.messages.getByText("Seen by Spice Route")).toBeVisible();
  });

  await test.step("a ready answer arrives in the reader's language, and typing is shown", async () => {
    await store.field.pressSequentially("We");
    await expect(customer.dialog.getByText("Spice Route is typing…")).toBeVisible();
    await store.field.fill("");
    await store.answer("I need 5 more minutes.").click();
    await expect(customer.messages.getByText("Ich brauche noch 5 Minuten.")).toBeVisible();
    await expect(store.messages.getByText("I need 5 more minutes.")).toBeVisible();
    await inspect(board.page, "a chat over the board");
  });

  await test.step("a phone number is asked about before it is sent", async () => {
    await customer.field.fill("0171 2345678");
    await customer.dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(customer.dialog.getByText("Is this a phone number?")).toBeVisible();
    await customer.dialog.getByRole("button", { name: "Change it" }).click();
    await customer.field.fill("");
  });

  await test.step("a photo is shown to the other", async () => {
    await customer.dialog
      .getByLabel("Send a photo")
      .setInputFiles({ name: "table.jpg", mimeType: "image/jpeg", buffer: await smallPhoto() });
    await expect(store.messages.getByRole("img", { name: /^Photo from / })).toBeVisible();
  });

  await test.step("the rider has large buttons, and writes to the customer alone", async () => {
    await orderPage.page.keyboard.press("Escape");
    await dev.act(order.id, { name: "ready" });
    await expect(rita.heading).toHaveText(/^Offer: /, OFFER);
    await rita.press(/^Offer: /, "Accept");
    await rita.takesPresses("Spice Route");
    await rita.button(/^Message/).click();
    const rider = new Chat(rita.page);
    await expect(rider.dialog.getByText("Only Spice Route will see this")).toBeVisible();
    await rider.dialog.getByRole("button", { name: /^Customer/ }).click();
    await expect(rider.dialog.getByText("Only Lena will see this")).toBeVisible();
    await inspect(rita.page, "a rider's chat");
    await rider.answer("I'm on my way.").click();
    const rooms = orderPage.page.getByRole("button", { name: /^Message Rita/ });
    await expect(rooms).toHaveText(/1 unread message/);
    await rooms.click();
    await expect(customer.messages.getByText("Ich bin unterwegs.")).toBeVisible();
  });

  await test.step("a message is reported, and whoever wrote it is blocked", async () => {
    const more = customer.messages.getByRole("button", { name: "More about the message from Rita" });
    await more.click();
    await orderPage.page.getByRole("menuitem", { name: "Report…" }).click();
    const report = orderPage.page.getByRole("dialog", { name: "Report this message" });
    await report.getByRole("radio", { name: "Insult" }).check();
    await report.getByRole("button", { name: "Report" }).click();
    await expect(report).toBeHidden();
    await more.click();
    await orderPage.page.getByRole("menuitem", { name: "Block Rita" }).click();
    const asks = orderPage.page.getByRole("alertdialog", { name: "Block Rita?" });
    await asks.getByRole("button", { name: "Block", exact: true }).click();
    await expect(customer.dialog.getByText("You have blocked Rita.")).toBeVisible();
  });
});

test("unread messages count in My Orders, and an admin reads a chat with a reason that is shown in it", async ({
  visit,
  rest,
}) => {
  const order = await (await rest("omar@demo.test")).order("spice-route", DISHES);
  const list = new MyOrders(await visit("omar@demo.test", "/orders"));
  await list.isLive();
  const board = new Board(await visit("dev@demo.test", "/partner/spice-route"));
  await board.isComplete();
  const code = order.order_code.replace("ORD-", "");
  await board
    .ticket(order.order_code)
    .getByRole("button", { name: `More actions for ${code}` })
    .click();
  await board.page.getByRole("menuitem", { name: "Chat" }).click();
  const store = new Chat(board.page);
  await store.write("Is the bell broken?");
  await expect(list.ticket(order.order_code).getByText("1 unread message")).toBeAttached();

  const admin = await visit("admin@demo.test", `/admin/chats/${order.id}`);
  await expect(admin.getByText("Is the bell broken?")).toHaveCount(0);
  await admin.getByRole("button", { name: "Read the chat" }).click();
  await expect(admin.getByText("Say why you read it")).toBeVisible();
  await inspect(admin, "asked why a chat is read");
  await admin.getByLabel("Why do you need to read it?").fill("The customer asks for a refund");
  await admin.getByRole("button", { name: "Read the chat" }).press("Enter");
  await expect(admin.getByText("Is the bell broken?")).toBeVisible();
  await inspect(admin, "a chat that an admin reads");
  await expect(store.messages.getByText(/Reason: The customer asks for a refund$/)).toBeVisible();
});
