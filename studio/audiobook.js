/* What the Audiobook tab needs in the browser: fields that save themselves, read-along, folds that stay open. */
window.audiobook = (() => {
  const GROWS = !CSS.supports("field-sizing", "content");
  const folds = new Map();

  /* Give a desk its two events: `act` for buttons (studio.js) and `edit` for fields; then keep it steady when it is redrawn. */
  function desk(element, trigger, watch) {
    window.studio.board(element, trigger);
    element.addEventListener("change", (event) => saveField(event.target, trigger));
    element.addEventListener("keydown", (event) => keys(element, event));
    element.addEventListener("click", (event) => clicked(element, event), true);
    element.addEventListener("input", (event) => grow(event.target));
    for (const name of ["timeupdate", "seeked", "loadedmetadata"]) element.addEventListener(name, () => follow(element), true);
    element.addEventListener("ended", () => nextScene(element), true);
    watch("value", () => settle(element));
    settle(element);
  }

  function saveField(field, trigger) {
    if (!field.dataset || field.dataset.field === undefined) return;
    const value = field.type === "checkbox" ? String(field.checked) : field.value;
    trigger("edit", { row: field.dataset.row || "", field: field.dataset.field, value });
  }

  /* After a redraw: fields show what the server knows, folds are as the person left them, the sounding line is lit. */
  function settle(element) {
    element.querySelectorAll("[data-field]").forEach((field) => {
      if (field === document.activeElement && field.type !== "checkbox" && field.tagName !== "SELECT") return;
      restore(field);
      grow(field);
    });
    element.querySelectorAll("details[data-key]").forEach((fold) => {
      if (folds.has(fold.dataset.key)) fold.open = folds.get(fold.dataset.key);
    });
    focusWish(element);
    follow(element);
  }

  function restore(field) {
    if (field.type === "checkbox") field.checked = field.dataset.value === "true";
    else if (field.value !== field.dataset.value) field.value = field.dataset.value;
  }

  /* A value was refused: every field shows what is saved. */
  function restoreAll() { document.querySelectorAll("[data-field]").forEach(restore); }

  function grow(field) {
    if (!GROWS || field.tagName !== "TEXTAREA") return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  /* A redrawn desk may ask for the cursor once: data-focus holds the row, data-nonce tells one wish from the next. */
  function focusWish(element) {
    const wish = element.querySelector("[data-focus]");
    if (!wish || wish.dataset.nonce === element.dataset.focused) return;
    element.dataset.focused = wish.dataset.nonce;
    const field = element.querySelector(`textarea[data-row="${CSS.escape(wish.dataset.focus)}"]`);
    if (field) { field.focus(); field.select(); }
  }

  /* ── keys and clicks ───────────────────────────────────────────────────────────────────────── */

  function keys(element, event) {
    const field = event.target;
    if (field.dataset.field !== undefined && event.key === "Escape") { restore(field); field.blur(); }
    if (field.dataset.field === "says" && event.key === "Enter" && !event.shiftKey) { event.preventDefault(); nextField(element, field); }
    const audio = element.querySelector("audio[data-sound]");
    if (!audio || !field.closest(".au-lines")) return;
    if (event.key === " ") { event.preventDefault(); toggle(audio); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(element, audio, event.key === "ArrowDown" ? 1 : -1); }
  }

  function nextField(element, field) {
    const all = [...element.querySelectorAll('[data-field="says"]')];
    (all[all.indexOf(field) + 1] || field).focus();
    if (document.activeElement === field) field.blur();
  }

  function clicked(element, event) {
    const fold = event.target.closest("summary")?.parentElement;
    if (fold?.dataset.key) folds.set(fold.dataset.key, !fold.open);
    const number = event.target.closest(".au-no");
    if (number) seekTable(number.closest("[data-turn]").dataset.turn);
    const line = event.target.closest(".au-line");
    if (line) seek(element.querySelector("audio[data-sound]"), line);
    const button = event.target.closest("[data-act]");
    if (button?.dataset.act === "split") button.dataset.at = caret(element, button.dataset.id);
    if (!button?.classList.contains("vs-play")) return;
    document.querySelectorAll("audio[data-sound]").forEach((audio) => audio.pause());
    quiet();
    button.classList.add("vs-busy");
  }

  function caret(element, turn) {
    const field = element.querySelector(`[data-field="says"][data-row="${CSS.escape(turn)}"]`);
    return field ? field.selectionStart : 0;
  }

  function quiet() {
    document.querySelectorAll(".vs-play.vs-busy").forEach((button) => button.classList.remove("vs-busy"));
  }

  /* ── read-along ────────────────────────────────────────────────────────────────────────────── */

  function toggle(audio) { if (audio.paused) audio.play(); else audio.pause(); }

  function seek(audio, line) {
    if (!audio) return;
    audio.currentTime = Number(line.dataset.start) + 0.001;
    audio.play().catch(() => {});
  }

  /* A click on a row's number plays the rendered scene from there. */
  function seekTable(turn) {
    const audio = document.querySelector("#au-rendered audio[data-times]");
    const found = audio && JSON.parse(audio.dataset.times).find(([id]) => id === turn);
    if (!found) return;
    audio.currentTime = found[1] + 0.01;
    audio.play().catch(() => {});
  }

  function step(element, audio, by) {
    const lines = [...element.querySelectorAll(".au-line")];
    const next = lines[Math.min(lines.length - 1, Math.max(0, lines.findIndex((line) => line.hasAttribute("aria-current")) + by))];
    if (next) seek(audio, next);
  }

  /* Light the last line that has begun, until the next begins; nothing before the sound was ever started. */
  function follow(element) {
    const audio = element.querySelector("audio[data-sound]");
    if (!audio) return;
    const now = audio.currentTime;
    if (audio.dataset.times) { followTable(now, JSON.parse(audio.dataset.times)); return; }
    let sounding = null;
    for (const line of element.querySelectorAll(".au-line")) {
      if (now > 0 && Number(line.dataset.start) <= now) sounding = line;
    }
    element.querySelectorAll(".au-line[aria-current]").forEach((line) => { if (line !== sounding) line.removeAttribute("aria-current"); });
    if (!sounding || sounding.getAttribute("aria-current")) return;
    sounding.setAttribute("aria-current", "true");
    keepInSight(sounding);
  }

  /* In step 4 the next scene follows by itself. */
  function nextScene(element) {
    const items = [...document.querySelectorAll("#au-contents .au-scene")];
    const next = items[items.findIndex((item) => item.hasAttribute("aria-current")) + 1];
    const audio = element.querySelector(".au-player audio");
    if (!audio || !next) return;
    audio.addEventListener("loadedmetadata", () => audio.play().catch(() => {}), { once: true });
    next.click();
  }

  /* The sound in the foot of the script lights rows of the table beside it. times: [[turn, start in seconds], …] */
  function followTable(now, times) {
    const begun = times.filter(([, start]) => now > 0 && start <= now);
    const turn = begun.length ? begun[begun.length - 1][0] : "";
    document.querySelectorAll("#au-scene .au-turn").forEach((row) => row.classList.toggle("au-sounding", row.dataset.turn === turn));
  }

  function keepInSight(line) {
    const box = line.closest(".au-lines");
    const item = line.closest("li");
    const top = item.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + item.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = Math.max(0, top - box.clientHeight / 3);
    }
  }

  /* ── "saved 12 s ago" ──────────────────────────────────────────────────────────────────────── */

  function since(seconds) {
    if (seconds < 3) return "just now";
    if (seconds < 90) return `${Math.round(seconds)} s ago`;
    if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
    if (seconds < 129600) return `${Math.round(seconds / 3600)} h ago`;
    return `${Math.round(seconds / 86400)} days ago`;
  }

  function tellTime() {
    document.querySelectorAll("time[data-at]").forEach((time) => {
      time.textContent = since(Date.now() / 1000 - Number(time.dataset.at));
    });
  }

  document.addEventListener("play", quiet, true);
  setInterval(tellTime, 2000);

  return { desk, quiet, restoreAll };
})();
