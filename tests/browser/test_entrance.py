"""Coming in: the password, the second step, and what a wrong password says."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from playwright.sync_api import expect

from tests.town import person

pytestmark = pytest.mark.xdist_group("browser")

PASSWORD = "spring-orchid-terrace"
STEP_SECONDS = 30


@pytest.fixture
def manager(transactional_db):
    someone = person("manager")
    someone.set_password(PASSWORD)
    someone.save()
    return someone


def sign_in(page, password):
    page.get_by_label("用户名").fill("manager")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_a_wrong_password_says_so_and_the_right_one_leads_to_the_inbox(visit, manager):
    visitor = visit()
    visitor.open("/clues/")
    expect(visitor.page.locator("h1")).to_have_text("登录")
    sign_in(visitor.page, "something-else")
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    expect(visitor.page.get_by_label("用户名")).to_have_value("manager")
    sign_in(visitor.page, PASSWORD)
    expect(visitor.page.locator("h1")).to_have_text("问题线索")
    expect(visitor.page.locator("#connection")).to_have_attribute("data-state", "live")


def test_the_second_step(visit, manager):
    secret = generate_totp_secret()
    TOTP.activate(manager, secret)
    assert Authenticator.objects.filter(user=manager, type="totp").exists()
    visitor = visit()
    visitor.open("/")
    sign_in(visitor.page, PASSWORD)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // STEP_SECONDS))
    visitor.page.locator("[name=code]").fill(code)
    visitor.page.locator("main button[type=submit]").first.click()
    expect(visitor.page.locator("h1")).to_have_text("我的待办")


def test_signing_out_leaves_nothing_behind(visit):
    visitor = visit("manager")
    visitor.open("/")
    visitor.page.locator("details.bar-menu summary").click()
    visitor.page.get_by_role("button", name="退出").click()
    expect(visitor.page.locator("h1")).to_have_text("登录")
    visitor.page.go_back()
    expect(visitor.page.locator("h1")).to_have_text("登录")
