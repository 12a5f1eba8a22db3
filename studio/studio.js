/* The little that must happen in the browser: clicks of a Board, one sound at a time, light or dark, the tab in the URL. */
window.studio = (() => {
  const ARMED_MS = 4000;
  const sound = new Audio();
  let playing = null;

  function disarm(button) {
    if (!button.dataset.label) return;
    button.textContent = button.dataset.label;
    delete button.dataset.label;
  }

  /* A destructive button asks once more, in its own words, before it acts. */
  function confirmed(button) {
    if (!button.dataset.confirm || button.dataset.label) { disarm(button); return true; }
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.confirm;
    setTimeout(() => disarm(button), ARMED_MS);
    return false;
  }

  function mark(url) {
    document.querySelectorAll("[data-play]").forEach((button) => {
      button.classList.toggle("vs-playing", !!url && button.dataset.play === url);
    });
  }

  function stop() { sound.pause(); playing = null; mark(null); }

  /* Play a sound, or stop it when it is the one that plays. */
  function play(url) {
    if (playing === url) { stop(); return; }
    playing = url;
    sound.src = url;
    sound.play().then(() => mark(url)).catch(() => stop());
  }
  sound.addEventListener("ended", stop);
  document.addEventListener("play", (event) => { if (event.target !== sound) stop(); }, true);

  /* Give a Board its event: one listener on the root, so that redrawn buttons need none. */
  function board(element, trigger) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act], [data-play], [data-open]");
      if (!button || button.disabled) return;
      if (button.dataset.open !== undefined) { toggle(element, button); return; }
      if (button.dataset.play) { play(button.dataset.play); return; }
      if (!confirmed(button)) return;
      if (button.matches(".vs-play")) button.classList.add("vs-busy");
      trigger("act", { ...button.dataset });
    });
    new MutationObserver(() => { autoplay(element); mark(playing); }).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-play", "data-autoplay"] });
  }

  /* A redrawn board may ask for a sound once: data-autoplay holds its URL, data-nonce tells one wish from the next. */
  function autoplay(element) {
    const wish = element.querySelector("[data-autoplay]");
    if (!wish || wish.dataset.nonce === element.dataset.heard) return;
    element.dataset.heard = wish.dataset.nonce;
    stop();
    play(wish.dataset.autoplay);
  }

  /* No sound is coming: no button waits for one any more. */
  function quiet() { document.querySelectorAll(".vs-busy").forEach((button) => button.classList.remove("vs-busy")); }

  /* Open or close a board; the state lives on the root, which Gradio does not redraw. */
  function toggle(element, button) {
    const open = element.dataset.open !== "true";
    element.dataset.open = open;
    button.setAttribute("aria-expanded", open);
  }

  function theme() {
    const dark = document.body.classList.toggle("dark");
    try { localStorage.setItem("studio-theme", dark ? "dark" : "light"); } catch { /* private window */ }
  }

  function restoreTheme() {
    if (new URLSearchParams(location.search).has("__theme")) return;
    let chosen = null;
    try { chosen = localStorage.getItem("studio-theme"); } catch { /* private window */ }
    if (chosen) document.body.classList.toggle("dark", chosen === "dark");
  }

  /* Keep the open tab in the address, so that a reload comes back to it; not before the address itself was followed. */
  let settled = false;

  function settle() { settled = true; }

  function remember(tab) {
    if (!settled) return;
    const url = new URL(location.href);
    url.searchParams.set("tab", tab);
    history.replaceState(history.state, "", url);
  }

  return { board, play, stop, theme, quiet, restoreTheme, remember, settle };
})();
