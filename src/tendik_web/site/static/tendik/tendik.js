// What htmx cannot do. Every page works without this file.

function prepare(root) {
  // Buttons that need a script are hidden until there is one.
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
  if (navigator.clipboard) {
    for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
  }
  // A table that fits is no stop for the keyboard.
  for (const region of root.querySelectorAll(".table[tabindex]")) fits.observe(region);
  // A browser words its own file field in its own language; ours speaks the page's.
  for (const words of root.querySelectorAll("[data-choose]")) {
    words.hidden = false;
    words.parentElement.classList.add("live");
  }
  // A slider stands beside its field, and only where it can move it.
  for (const slider of root.querySelectorAll("[type=range][data-with]")) slider.hidden = false;
  // An error that arrives beside its field marks the field.
  const told = root.id?.endsWith("-error") && document.getElementById(root.id.slice(0, -6));
  if (told) told.ariaInvalid = root.textContent ? "true" : "false";
  root.querySelector("[data-errors]")?.focus();
}

const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    target.tabIndex = scrolls ? 0 : -1;
  }
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-print],[data-copy],[data-renew]");
  if (!button) return;
  if ("renew" in button.dataset) {
    event.preventDefault();
    return renew(button);
  }
  if ("print" in button.dataset) {
    window.print();
    return;
  }
  await navigator.clipboard.writeText(new URL(button.dataset.copy, document.baseURI).href);
  const said = button.parentElement.querySelector("[data-copied]");
  said.textContent = said.dataset.copied;
});

// Whoever signed in again in another tab goes on with a fresh token; nothing typed is lost.
async function renew(button) {
  const { token } = await (await fetch(button.dataset.renew)).json();
  button.nextElementSibling.hidden = Boolean(token);
  if (!token) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (button.form) button.form.submit();
  else button.closest(".errors").remove();
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (!detail.xhr.response.startsWith('<div class="errors"')) return;
  document.getElementById("kept")?.remove();
  detail.elt.insertAdjacentHTML("beforebegin", detail.xhr.response);
  document.getElementById("kept").focus();
});

document.addEventListener("change", (event) => {
  const status = event.target.type === "file" && document.getElementById(`${event.target.id}-chosen`);
  if (!status) return;
  const file = event.target.files[0];
  status.hidden = !file;
  status.querySelector("[data-name]").textContent = file ? file.name : "";
  status.querySelector("[data-size]").textContent = file
    ? new Intl.NumberFormat(document.documentElement.lang).format(Math.ceil(file.size / 1000))
    : "";
});

document.addEventListener("input", ({ target }) => {
  const other = document.getElementById(target.dataset.with);
  const value = Number(target.value.replace(",", "."));
  if (!other || !target.value || isNaN(value)) return;
  if (target.type !== "range") other.value = value;
  else other.value = value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 3 });
});

document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
prepare(document);
