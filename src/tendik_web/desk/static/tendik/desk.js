// Forms of the desk. They work without this file; with it, nothing is sent twice or in vain.

// The key Enter in a search field searches, as its button does.
document.addEventListener("keydown", (event) => {
  const button = event.key === "Enter" && document.getElementById(event.target.dataset?.look);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// An answer that is still on its way must not undo what is picked meanwhile.
document.addEventListener("change", ({ target }) => {
  const options = target.closest("[id$=-options]");
  if (!options) return;
  for (const asking of options.parentElement.querySelectorAll("[hx-get]")) htmx.trigger(asking, "htmx:abort");
});

// A file that is too large is told here: sent, its answer would be another page than the form.
document.addEventListener(
  "change",
  ({ target }) => {
    const told = target.type === "file" && document.getElementById(`${target.id}-large`);
    if (!told) return;
    told.hidden = !(target.files[0]?.size > told.dataset.limit);
    if (!told.hidden) target.value = "";
  },
  true,
);

// What has been sent is no draft any more; the way back in the browser makes it one again.
document.addEventListener("submit", ({ target }) => {
  if ("form" in target.dataset) target.dataset.sent = "";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-form]")) delete form.dataset.sent;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if ("sent" in event.detail.elt.dataset) event.preventDefault();
});

// A draft that could not be kept is told.
for (const fault of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(fault, ({ detail }) => {
    if (detail.target.dataset.failed) detail.target.textContent = detail.target.dataset.failed;
  });
}
