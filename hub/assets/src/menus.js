// On a narrow screen the navigation is pushed sideways: begin with the present place in sight.
export function showPresentPlace() {
  const place = document.querySelector(".nav-row [aria-current]");
  place?.scrollIntoView({ inline: "center", block: "nearest" });
}

// Menus are <details data-menu>: they work without script; this closes them as people expect.

export function closeMenusElsewhere() {
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });
}

function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}
