import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { ADDRESS } from "./support/rest-client";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";
import { test } from "./support/test";

const HTML = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b> &amp;';
const EMOJI = "Bitte klingeln 🛎️👩🏽‍🍳🏳️‍🌈 zweimal";
const RIGHT_TO_LEFT = "بدون بصل من فضلك، الطابق 3 — בלי בצל";
const LONG = "W".repeat(500);

test("notes with HTML, emoji, right-to-left text or five hundred letters are shown as plain text and fit a phone", async ({
  visit,
  rest,
}) => {
  const wishes = [
    { dish: "Dragon roll", note: HTML },
    { dish: "Rainbow roll", note: EMOJI },
    { dish: "California roll", note: RIGHT_TO_LEFT },
  ];
  const order = await (await rest("omar@demo.test")).order("sushi-bar", wishes, {
    note: LONG,
    address: { ...ADDRESS, note: LONG.slice(0, 200) },
  });
  const viewport = { width: 390, height: 844 };
  const customer = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`, { viewport }));
  const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { viewport }));
  const record = await visit("ana@demo.test", `/partner/sushi-bar/history/${order.id}`, { viewport });

  const shown = [
    customer.page.getByRole("region", { name: "What you ordered" }),
    board.ticketIn("New", order.order_code),
    record.getByRole("main"),
  ];
  for (const part of shown) {
    for (const note of [HTML, EMOJI, RIGHT_TO_LEFT, LONG]) await expect(part).toContainText(note);
    await expect(part.locator("img, b:text-is('bold')")).toHaveCount(0);
    await expect(part.page()).toHaveTitle(/Platewire/);
    await hasNoSidewaysScroll(part.page());
  }
});
