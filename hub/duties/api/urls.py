from django.urls import path

from hub.duties.api.views import DutyList

app_name = "duties-api"
urlpatterns = [path("duties", DutyList.as_view(), name="duties")]
