import { EventSource } from "eventsource";
import { Window } from "happy-dom";

/** The browser globals that the peer's client expects. Must be imported before React. */

const window = new Window({ url: "http://localhost/" });
Object.assign(globalThis, { window, document: window.document, EventSource });
