// What every page loads: partial updates, live notices, safe forms, menus.
import Alpine from "@alpinejs/csp";

import { followChoices } from "./choices.js";
import { guardForms } from "./forms.js";
import { startLive } from "./live.js";
import { closeMenusElsewhere, showPresentPlace } from "./menus.js";
import { preparePartials } from "./partials.js";
import { growRows } from "./rows.js";
import { keepToasts } from "./toasts.js";

preparePartials();
guardForms();
followChoices();
closeMenusElsewhere();
showPresentPlace();
keepToasts();
growRows();
Alpine.start();
startLive();
