// Fields that belong to a choice in another field show themselves once it is made: data-only-for="way:1 3".
// Without script all of them are shown; the server asks for those the choice needs, and takes no others.

export function followChoices() {
  document.addEventListener("change", (event) => event.target.form && follow(event.target.form));
  document.addEventListener("htmx:afterSettle", followAll);
  window.addEventListener("pageshow", followAll);
  followAll();
}

function followAll() {
  for (const form of document.forms) follow(form);
}

function follow(form) {
  for (const input of form.querySelectorAll("[data-only-for]")) {
    const [name, values] = input.dataset.onlyFor.split(":");
    const chosen = form.elements.namedItem(name)?.value ?? "";
    const place = input.closest("[id^=div_id_]");
    place.hidden = !values.split(" ").includes(chosen) && !place.querySelector(".invalid-feedback");
  }
}
