/* Comfort, never necessity: every form works without this file.
   Loaded before htmx, so that the guard for Chinese input hears every event first. */
(() => {
  "use strict";
  const say = (name) => document.body.dataset[name] || "";

  /* -- Chinese input: while pinyin is being typed, nobody hears of it; once the text is
        committed, exactly one "input" goes out, whatever order the browser fires in. -- */
  let composing = null;
  let before = ""; // what stood in the field when the pinyin began
  let spoken = null; // the field and value that htmx has already been told of
  const quiet = (event) => { event.stopImmediatePropagation(); event.stopPropagation(); };
  document.addEventListener("compositionstart", (event) => {
    composing = event.target;
    before = event.target.value;
  }, true);
  document.addEventListener("compositionend", (event) => {
    composing = null;
    if (event.target.value === before) return; // given up: nothing was committed
    spoken = { field: event.target, value: event.target.value };
    event.target.dispatchEvent(new InputEvent("input", { bubbles: true, data: event.data, inputType: "insertFromComposition" }));
  }, true);
  document.addEventListener("input", (event) => {
    if (event.isComposing || composing === event.target) { quiet(event); return; }
    if (!event.isTrusted || !spoken) return;
    // Some browsers send one more "input" after compositionend: the same text, said already.
    const again = spoken.field === event.target && spoken.value === event.target.value
      && event.inputType.startsWith("insert") && event.inputType.includes("omposition");
    spoken = null;
    if (again) quiet(event);
  }, true);
  for (const kind of ["keyup", "keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      if (event.isComposing || event.keyCode === 229) quiet(event);
    }, true);
  }

  /* -- "Are you sure?" as a real dialog -- */
  const ask = (words, done) => {
    const dialog = document.createElement("dialog");
    dialog.className = "lj-dialog";
    dialog.setAttribute("aria-label", words);
    const text = document.createElement("p");
    text.textContent = words;
    const row = document.createElement("div");
    row.className = "lj-acts";
    const button = (label, classes, value) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = classes;
      made.textContent = label;
      made.addEventListener("click", () => dialog.close(value));
      row.append(made);
      return made;
    };
    const no = button(say("confirmNo"), "btn btn-touch", "");
    button(say("confirmYes"), "btn btn-primary btn-touch", "yes");
    dialog.append(text, row);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "yes") done();
    });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const words = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!words || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    ask(words, () => {
      form.dataset.confirmed = "yes";
      if (form.requestSubmit) form.requestSubmit(submitter); else form.submit();
    });
  }, true);

  /* -- A form that is on its way is not sent twice by an impatient thumb -- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    send(form);
    if ("leave" in form.dataset) leave();
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });

  /* -- Drafts: what this person changed is kept on this device while they write, and dropped once
        the form got through or they sign out. With each field goes what the page had shown in it
        ("initial-…"): without it the server would take a colleague's newer word for theirs. -- */
  const drafts = () => `lianjian.draft.${say("person")}.`;
  // By where a form goes and not by where it stands: refused, it comes back on a page of its own.
  const goal = (form) => new URL(form.getAttribute("action") || "", location.href).pathname;
  const place = (form) => `${drafts()}${goal(form)}.${form.dataset.draft}`;
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the form works without */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };
  const SHOWN = "initial-";
  const isShown = (name) => name.startsWith(SHOWN);
  const kept = (form) => [...form.elements].filter((one) =>
    one.name && !["_key", "csrfmiddlewaretoken"].includes(one.name)
    && (isShown(one.name) || !["password", "file", "hidden", "submit", "button"].includes(one.type)));
  const read = (form) => kept(form).map((one) => [one.name, one.value, one.type === "checkbox" || one.type === "radio" ? one.checked : null]);
  const write = (form, values) => {
    for (const [name, value, checked] of values) {
      for (const one of kept(form).filter((each) => each.name === name)) {
        if (checked === null) one.value = value;
        else if (one.value === value) one.checked = checked;
      }
    }
  };
  const byName = (values) => {
    const found = new Map();
    for (const one of values) if (!isShown(one[0])) found.set(one[0], (found.get(one[0]) || "") + JSON.stringify(one));
    return found;
  };
  const differing = (now, before) => {
    const old = byName(before);
    return [...byName(now)].filter(([name, words]) => words !== old.get(name)).map(([name]) => name);
  };
  const keepDraft = (form) => {
    const key = place(form);
    const untouched = read(form);
    const draft = store.get(key)?.values || [];
    const mine = new Set(byName(draft).keys());
    const keep = () => {
      const now = read(form);
      const names = new Set([...mine, ...differing(now, untouched)]);
      const values = now.filter(([name]) => names.has(isShown(name) ? name.slice(SHOWN.length) : name));
      if (values.length) store.set(key, { values }); else store.drop(key);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    if (form.querySelector(".lj-errors")) return; // the page holds what was just sent
    write(form, draft);
    if (!differing(read(form), untouched).length) return;
    const note = document.createElement("p");
    note.className = "lj-draft";
    note.setAttribute("role", "status");
    note.textContent = say("draft");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "lj-linklike";
    drop.textContent = say("draftDrop");
    drop.addEventListener("click", () => { store.drop(key); mine.clear(); write(form, untouched); note.remove(); });
    note.append(drop);
    form.prepend(note);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const keepDrafts = (root) => {
    for (const form of root.querySelectorAll("form[data-draft]")) {
      if (form.dataset.keeping) continue;
      form.dataset.keeping = "yes";
      keepDraft(form);
    }
  };
  const SENT = "lianjian.sent"; // the draft of the form that was sent last, if it has one
  const sent = (() => { try { return sessionStorage.getItem(SENT); } catch { return null; } })();
  const send = (form) => { try { sessionStorage.setItem(SENT, form.dataset.draft ? place(form) : ""); } catch { /* as above */ } };
  const leave = () => {
    try { for (const key of Object.keys(localStorage)) if (key.startsWith(drafts())) localStorage.removeItem(key); } catch { /* nothing kept */ }
  };
  /* Whoever was told what a field says now has seen it: what they send next is their decision. */
  const told = () => {
    const draft = sent && store.get(sent);
    if (!draft) return;
    for (const one of document.querySelectorAll("[data-told]")) {
      for (const each of draft.values) if (each[0] === SHOWN + one.dataset.told) each[1] = one.value;
    }
    store.set(sent, draft);
  };

  /* -- Offline is said, not guessed -- */
  const notice = () => document.querySelector(".lj-offline");
  const offline = () => {
    if (notice()) return;
    const bar = document.createElement("div");
    bar.className = "lj-offline";
    bar.setAttribute("role", "status");
    bar.textContent = say("offline");
    document.body.prepend(bar);
  };
  const fault = () => {
    const bar = document.createElement("div");
    bar.className = "lj-notice";
    bar.dataset.level = "error";
    bar.textContent = say("fault");
    document.getElementById("notices")?.replaceChildren(bar);
  };
  document.addEventListener("htmx:responseError", fault);
  document.addEventListener("htmx:sendError", () => { if (navigator.onLine) fault(); else offline(); });
  window.addEventListener("offline", offline);
  window.addEventListener("online", () => notice()?.remove());
  document.addEventListener("submit", (event) => {
    // Without a connection the page stays, and with it everything that was written.
    if (!navigator.onLine) { event.preventDefault(); event.stopImmediatePropagation(); offline(); }
  }, true);

  /* -- "/" searches, Escape closes menus -- */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("details.lj-menu[open]").forEach((one) => { one.open = false; one.querySelector("summary").focus(); });
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.lj-menu[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = say("copied"); });
    const print = event.target.closest("[data-print]");
    if (print) window.print();
  });

  /* -- Uploads: a file can be dropped into the box, and its name and size are said. Next to the box
        a dropped file does nothing: the browser would leave the page for it. -- */
  const sizeOf = (bytes) => {
    const units = ["byte", "kilobyte", "megabyte"];
    let at = 0;
    while (bytes >= 1000 && at < units.length - 1) { bytes /= 1000; at += 1; }
    const digits = at && bytes < 10 ? 1 : 0;
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: units[at], maximumFractionDigits: digits }).format(bytes);
  };
  const boxOf = (event) => event.target.closest?.("[data-upload]");
  const bringsFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  const lightUp = (box) => document.querySelectorAll("[data-upload]").forEach((one) => { one.classList.toggle("over", one === box); });
  const sayChosen = (box) => {
    const files = [...box.querySelector("input[type=file]").files];
    box.querySelector(".lj-upload-chosen").textContent = files.map((one) => `${one.name} (${sizeOf(one.size)})`).join(", ");
  };
  const takeDropped = (box, dropped) => {
    const field = box.querySelector("input[type=file]");
    const kept = new DataTransfer();
    for (const one of field.multiple ? dropped : [...dropped].slice(0, 1)) kept.items.add(one);
    if (field.disabled || !kept.files.length) return;
    field.files = kept.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("dragover", (event) => {
    if (!bringsFiles(event) || !document.querySelector("[data-upload]")) return;
    event.preventDefault();
    const box = boxOf(event);
    event.dataTransfer.dropEffect = box ? "copy" : "none";
    lightUp(box);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) lightUp(null); });
  document.addEventListener("drop", (event) => {
    if (!bringsFiles(event) || !document.querySelector("[data-upload]")) return;
    event.preventDefault();
    lightUp(null);
    if (boxOf(event)) takeDropped(boxOf(event), event.dataTransfer.files);
  });
  document.addEventListener("change", (event) => {
    if (event.target.type === "file" && boxOf(event)) sayChosen(boxOf(event));
  });

  const ready = (root) => {
    keepDrafts(root);
    // A file chosen before the browser went back or reloaded is still in its box.
    root.querySelectorAll("[data-upload]").forEach((box) => { box.classList.add("takes"); sayChosen(box); });
    // The clipboard is there only over HTTPS; a printer is there always.
    const works = ["[data-print][hidden]", "[data-choose-all][hidden]", "[data-narrow][hidden]", ...(navigator.clipboard ? ["[data-copy][hidden]"] : [])].join();
    root.querySelectorAll(works).forEach((one) => { one.hidden = false; });
  };
  document.addEventListener("DOMContentLoaded", () => {
    // Only the word "saved" proves that a form got through; an error page proves nothing.
    if (sent && document.querySelector(".lj-notice[data-level=success]")) {
      store.drop(sent);
      try { sessionStorage.removeItem(SENT); } catch { /* nothing kept */ }
    }
    told();
    ready(document);
    document.querySelector(".lj-errors")?.focus();
    if (!navigator.onLine) offline();
  });
  document.addEventListener("htmx:load", (event) => ready(event.target));

  /* -- Choose every line of a form at once, or none -- */
  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-choose-all]");
    if (!all) return;
    const boxes = [...all.form.querySelectorAll("input[type=checkbox]:not(:disabled)")];
    const choose = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = choose; });
    all.setAttribute("aria-pressed", String(choose));
  });

  /* -- Many things to choose among are narrowed by a word; what is chosen stays in sight -- */
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-narrow]")) return;
    const words = event.target.value.trim().toLowerCase().split(/\s+/);
    const all = event.target.closest("fieldset, [data-narrowed]");
    for (const one of all.querySelectorAll("label.form-check, [data-one]")) {
      const text = one.textContent.toLowerCase();
      one.hidden = !one.control?.checked && !words.every((word) => text.includes(word));
    }
  });
  document.addEventListener("keydown", (event) => {
    // It looks for a choice: it does not send the form.
    if (event.key === "Enter" && event.target.matches("[data-narrow]")) event.preventDefault();
  });

  /* -- Back from a refusal: the browser still holds the page with all that was typed in it -- */
  document.addEventListener("click", (event) => {
    const back = event.target.closest("[data-back]");
    if (!back || history.length < 2) return;
    event.preventDefault();
    history.back();
  });

  /* -- A slider says where it stands while it is moved -- */
  document.addEventListener("input", (event) => {
    if (event.target.type !== "range" || !event.target.id) return;
    const told = document.querySelector(`output[for="${event.target.id}"]`);
    if (told) told.textContent = `${event.target.value} ${told.dataset.unit || ""}`.trim();
  });
})();
