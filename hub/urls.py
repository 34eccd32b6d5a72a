"""The roof: every address of the hub, composed and nothing else."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from hub.rest.views import NothingHere

handler404 = "hub.kernel.pages.not_found"
handler403 = "hub.kernel.pages.forbidden"

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("accounts.account_urls")),
    path("", include("hub.duties.urls")),
    path("notices/", include("hub.events.urls")),
    path("approvals/", include("hub.approvals.urls")),
    path("chains/", include("hub.approvals.chain_urls")),
    path("", include("accounts.urls")),
    path("", include("clues.urls")),
    path("api/v1/", include("hub.rest.urls")),
    path("api/v1/", include("accounts.api.urls")),
    path("api/v1/", include("hub.events.api.urls")),
    path("api/v1/", include("hub.duties.api.urls")),
    path("api/v1/", include("hub.approvals.api.urls")),
    path("api/v1/", include("clues.endpoints")),
    path("api/v1/token/", include("accounts.api.token_urls")),
    re_path("^api/", NothingHere.as_view()),  # no end: `path` would leave addresses with line breaks out
]
