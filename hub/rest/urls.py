"""The description of the interface and its reading page, served from here: no outside address is called."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

app_name = "rest"
urlpatterns = [
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs",
        SpectacularSwaggerSplitView.as_view(url_name="rest:schema", template_name="rest/docs.html"),
        name="docs",
    ),
]
