/* What is typed in theatre outlives a lost connection: kept on this device, sent when it is back, once.

   Kept for each person, case and form: only fields that were typed into, never a password; nothing of the start
   and of the time-out, which are done anew. A step that was sent without an answer waits whole, with the key it
   was sent with: sent again, the server knows it. Nothing else is sent by itself. Signing out forgets all.

   It stands in the head without defer: no form is seen before it has hold of what is typed and sent, or has said
   by its absence that it has not (see .unkept). What it needs of the page is looked for when it is needed. */
"use strict";

(() => {
  const PREFIX = "enthesis.kept.";
  const HOURS = 24;
  const RETRY_MS = 5000;
  const once = (find) => { let found = null; return () => (found ??= find()); };
  const theatre = once(() => document.querySelector("[data-kept]"));
  const board = once(() => document.getElementById("kept-board"));
  const mine = () => `${PREFIX}${theatre().dataset.kept}.`;
  let sending = false;

  const store = {
    read(key) {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    write(key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
    },
    drop(key) {
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    },
    keys(prefix) {
      try { return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).sort(); } catch { return []; }
    },
  };

  const keyOf = (form) => mine() + ["act", "kind", "entry"].map((name) => form.elements[name]?.value ?? "").join(".");
  const isKept = (field) => field.name && !["hidden", "password"].includes(field.type);
  const waits = (kept) => Boolean(kept && kept.body);
  const waiting = () => store.keys(mine()).map((key) => [key, store.read(key)]).filter(([, kept]) => waits(kept))
    .sort(([, a], [, b]) => a.at - b.at);

  function forgetOld() {
    for (const key of store.keys(PREFIX)) {
      const kept = store.read(key);
      if (!kept || (!waits(kept) && Date.now() - kept.at > HOURS * 3600e3)) store.drop(key);
    }
  }

  /** What was typed into a form, by the names of its fields. */
  function onTyped(event) {
    const field = event.target;
    const form = field.closest("form[data-keep=send], form[data-keep=typed]");
    if (!form || !isKept(field)) return;
    const key = keyOf(form);
    const kept = store.read(key) ?? { at: 0, fields: {} };
    if (waits(kept)) return;
    const boxes = [...form.elements].filter((e) => e.name === field.name);
    kept.fields[field.name] = ["checkbox", "radio"].includes(field.type)
      ? boxes.filter((box) => box.checked).map((box) => box.value) : [field.value];
    store.write(key, { ...kept, at: Date.now() });
  }

  /** Fills in again what was typed and not saved, says so, and opens what was folded away. */
  function fillIn(form) {
    const key = keyOf(form);
    const kept = store.read(key);
    if (!kept || waits(kept) || document.querySelector(".error-summary")) return;
    let changed = false;
    for (const field of [...form.elements].filter(isKept)) {
      const told = kept.fields[field.name];
      if (!told) continue;
      const isBox = ["checkbox", "radio"].includes(field.type);
      changed ||= isBox ? field.checked !== told.includes(field.value) : field.value !== told[0];
      if (isBox) field.checked = told.includes(field.value);
      else field.value = told[0];
    }
    if (!changed) return;
    form.closest("details")?.setAttribute("open", "");
    const note = document.createElement("p");
    note.className = "notice";
    note.append(`${theatre().dataset.again} `);
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "btn btn-quiet";
    clear.textContent = theatre().dataset.clear;
    clear.addEventListener("click", () => { store.drop(key); form.reset(); note.remove(); });
    note.append(clear);
    form.prepend(note);
  }

  /** A form that waits is not typed into: what is sent again is what was sent. */
  function showWaiting() {
    const queue = waiting();
    const keys = new Set(queue.map(([key]) => key));
    for (const form of document.querySelectorAll("form[data-keep=send]")) form.inert = keys.has(keyOf(form));
    board().hidden = queue.length === 0;
    board().querySelector("[data-count]").textContent = String(queue.length);
    board().querySelector("[data-list]").textContent = queue.map(([, kept]) => kept.title).join(", ");
  }

  function bodyOf(form, submitter) {
    const body = [...new FormData(form, submitter)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return body.map(([name, value]) => [name, String(value)]);
  }

  function onSubmit(event) {
    const form = event.target.closest("form[data-keep]");
    if (!form || form.dataset.sure) return;
    if (form.dataset.keep !== "send" || event.submitter?.name === "more") { onConnected(event, form); return; }
    event.preventDefault();
    const key = keyOf(form);
    if (waits(store.read(key))) return;
    const title = form.dataset.title || form.querySelector(".btn-primary, .btn")?.textContent || "";
    const kept = { at: Date.now(), title: title.trim(), body: bodyOf(form, event.submitter) };
    if (!store.write(key, kept)) { onConnected(event, form); return; }
    send();
  }

  /** What begins or signs something, or cannot be kept, is not sent later: it waits for connection and person. */
  function onConnected(event, form) {
    event.preventDefault();
    const probe = `${theatre().dataset.probe}?${Date.now()}`;
    fetch(probe, { method: "HEAD", cache: "no-store" }).then(
      () => { form.dataset.sure = "yes"; form.requestSubmit(event.submitter); delete form.dataset.sure; },
      () => say(theatre().dataset.unsigned),
    );
  }

  function say(words) {
    board().hidden = false;
    board().querySelector("[data-said]").textContent = words;
  }

  function answerOf(body) {
    const data = new URLSearchParams(body);
    data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const headers = { "X-Kept": "yes", "Content-Type": "application/x-www-form-urlencoded" };
    return fetch(location.pathname, { method: "POST", body: data, headers, redirect: "manual" });
  }

  /** An own save moves the record on by one: what waits behind it read as much. */
  function readOn(saved) {
    const version = Object.fromEntries(saved.body).version;
    for (const [key, kept] of waiting()) {
      const body = kept.body.map(([name, value]) =>
        [name, name === "version" && value === version ? String(Number(value) + 1) : value]);
      store.write(key, { ...kept, body });
    }
  }

  /** Sends what waits, oldest first, until the connection is gone again. Sent as a page where there is to read. */
  async function send() {
    if (sending) return;
    sending = true;
    let place = null;
    try {
      for (let next = waiting()[0]; next; next = waiting()[0]) {
        const [key, kept] = next;
        showWaiting();
        const answer = await answerOf(kept.body);
        if (answer.status === 204) {
          store.drop(key);
          readOn(kept);
          place = answer.headers.get("X-Place") ?? "";
        } else if (answer.type === "opaqueredirect") {
          say(theatre().dataset.signedOut);
          break;
        } else if (answer.status >= 500) {
          throw new Error(String(answer.status));
        } else {
          asPage(key, kept);
          return;
        }
      }
    } catch {
      say(theatre().dataset.lost);
    } finally {
      sending = false;
    }
    showWaiting();
    if (place !== null && !waiting().length) {
      location.hash = place;
      location.reload();
    }
  }

  /** The server has something to say: it is sent as a page, and no longer by itself. Typed values stay kept. */
  function asPage(key, kept) {
    const fields = {};
    for (const [name, value] of kept.body) {
      if (!["act", "kind", "entry", "version", "submit_key", "rows"].includes(name)) (fields[name] ??= []).push(value);
    }
    store.write(key, { at: Date.now(), fields });
    const form = document.createElement("form");
    form.method = "post";
    form.hidden = true;
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ...kept.body]) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }

  function begin() {
    forgetOld();
    document.querySelectorAll("form[data-keep]").forEach(fillIn);
    board().querySelector("button").addEventListener("click", send);
    window.addEventListener("online", send);
    setInterval(() => { if (waiting().length) send(); }, RETRY_MS);
    showWaiting();
    if (waiting().length) send();
  }

  document.addEventListener("input", onTyped);
  document.addEventListener("change", onTyped);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("DOMContentLoaded", begin);
  if (store.write(PREFIX, null)) document.documentElement.dataset.keeps = "";
  store.drop(PREFIX);
})();
