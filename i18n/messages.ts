import admin from "@/messages/en/admin.json";
import auth from "@/messages/en/auth.json";
import broadcasts from "@/messages/en/broadcasts.json";
import chat from "@/messages/en/chat.json";
import common from "@/messages/en/common.json";
import delivery from "@/messages/en/delivery.json";
import demo from "@/messages/en/demo.json";
import dispatch from "@/messages/en/dispatch.json";
import errors from "@/messages/en/errors.json";
import figures from "@/messages/en/figures.json";
import health from "@/messages/en/health.json";
import invitations from "@/messages/en/invitations.json";
import joining from "@/messages/en/joining.json";
import map from "@/messages/en/map.json";
import menu from "@/messages/en/menu.json";
import money from "@/messages/en/money.json";
import notices from "@/messages/en/notices.json";
import notifications from "@/messages/en/notifications.json";
import orders from "@/messages/en/orders.json";
import partner from "@/messages/en/partner.json";
import payments from "@/messages/en/payments.json";
import payout from "@/messages/en/payout.json";
import printing from "@/messages/en/printing.json";
import realtime from "@/messages/en/realtime.json";
import reasons from "@/messages/en/reasons.json";
import refunds from "@/messages/en/refunds.json";
import reliability from "@/messages/en/reliability.json";
import rider from "@/messages/en/rider.json";
import riders from "@/messages/en/riders.json";
import settings from "@/messages/en/settings.json";
import shell from "@/messages/en/shell.json";
import shop from "@/messages/en/shop.json";
import states from "@/messages/en/states.json";
import status from "@/messages/en/status.json";
import team from "@/messages/en/team.json";

export const messages = {
  admin,
  auth,
  chat,
  broadcasts,
  common,
  delivery,
  demo,
  dispatch,
  errors,
  figures,
  invitations,
  health,
  joining,
  map,
  menu,
  money,
  notices,
  notifications,
  orders,
  partner,
  payments,
  printing,
  realtime,
  reliability,
  rider,
  riders,
  payout,
  refunds,
  reasons,
  settings,
  shell,
  shop,
  states,
  status,
  team,
};

export type Messages = typeof messages;
