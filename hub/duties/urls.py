from django.urls import path

from hub.duties.views import Home

urlpatterns = [path("", Home.as_view(), name="home")]
