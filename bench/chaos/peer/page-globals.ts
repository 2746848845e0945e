import { EventSource } from "eventsource";
import { Window } from "happy-dom";

/** Must be imported before React. */

const window = new Window({ url: "http://localhost/" });
Object.assign(globalThis, { window, document: window.document, EventSource });
