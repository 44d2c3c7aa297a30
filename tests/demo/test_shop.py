"""The rules of the shop, without a web server."""

from __future__ import annotations

import pytest

from loadstudio.demo.cart import Address, bill_for
from loadstudio.demo.facts import Facts
from loadstudio.demo.refusals import (
    AccessRefused,
    CartRefused,
    Invalid,
    LogInNeeded,
    NotFound,
    TokenRejected,
    WrongPassword,
)
from loadstudio.demo.shop import Shop
from loadstudio.demo.visits import Visit

ADDRESS = Address(full_name="Mia Keller", street="Moss Lane 7", postcode="10115", city="Berlin")


@pytest.fixture
def shop() -> Shop:
    return Shop()


def log_in(shop: Shop, name: str = "tester001", password: str = "secret-001", visit: Visit | None = None) -> Visit:
    visit = visit or shop.visits.begin()
    return shop.log_in(visit, name, password, visit.form_tokens.issue("login"))


def fill_cart(shop: Shop, visit: Visit, slug: str = "aloe", quantity: int = 1) -> str:
    shop.add_to_cart(visit, slug, quantity, visit.form_tokens.issue(f"cart:{slug}"))
    assert visit.cart
    return visit.cart.id


def order(shop: Shop, visit: Visit, cart_id: str, address: Address = ADDRESS) -> str:
    return shop.place_order(visit, cart_id, address, visit.form_tokens.issue(f"order:{cart_id}")).id


def test_log_in_starts_a_new_visit_and_keeps_the_cart(shop: Shop) -> None:
    anonymous = shop.visits.begin()
    cart_id = fill_cart(shop, anonymous)
    visit = log_in(shop, visit=anonymous)
    assert visit.id != anonymous.id
    assert visit.csrf_token != anonymous.csrf_token
    assert shop.visits.find(anonymous.id) is None
    assert shop.own_cart(visit, cart_id).count == 1
    assert shop.facts.logins == {"tester001": 1}


@pytest.mark.parametrize(
    ("name", "password"), [("tester001", "secret-002"), ("nobody", ""), ("nobody", "x"), ("tester501", "secret-501")]
)
def test_wrong_passwords_are_counted(shop: Shop, name: str, password: str) -> None:
    with pytest.raises(WrongPassword):
        log_in(shop, name, password)
    assert (shop.facts.failed_logins, shop.facts.logins) == (1, {})


def test_a_form_token_holds_for_one_visit_one_purpose_and_one_use(shop: Shop) -> None:
    visit, stranger = shop.visits.begin(), shop.visits.begin()
    token = visit.form_tokens.issue("cart:aloe")
    for who, slug in ((stranger, "aloe"), (visit, "lavender")):
        with pytest.raises(TokenRejected):
            shop.add_to_cart(who, slug, 1, token)
    shop.add_to_cart(visit, "aloe", 1, token)
    with pytest.raises(TokenRejected):
        shop.add_to_cart(visit, "aloe", 1, token)
    assert visit.cart_count == 1
    assert shop.facts.rejected_tokens == 3


def test_an_order_empties_the_cart_and_is_seen_by_its_user_only(shop: Shop) -> None:
    mia, tom = log_in(shop), log_in(shop, "tester002", "secret-002")
    order_id = order(shop, mia, fill_cart(shop, mia, "boston-fern", 3))
    assert mia.cart is None
    assert shop.own_order(mia.require_user(), order_id).bill.total_cents == 7_200
    assert shop.stock["boston-fern"] == 37
    with pytest.raises(NotFound):
        shop.own_order(tom.require_user(), order_id)
    assert [placed.id for placed in shop.orders_of(mia.require_user())] == [order_id]


def test_orders_are_refused_for_carts_that_are_not_ones_own(shop: Shop) -> None:
    mia, tom, nobody = log_in(shop), log_in(shop, "tester002", "secret-002"), shop.visits.begin()
    cart_id = fill_cart(shop, mia)
    with pytest.raises(CartRefused):
        order(shop, tom, cart_id)
    with pytest.raises(LogInNeeded):
        order(shop, nobody, cart_id)
    order(shop, mia, cart_id)
    with pytest.raises(CartRefused):
        order(shop, mia, cart_id)
    facts = shop.facts.as_json()
    assert (facts["refused_carts"], facts["orders"], facts["orderers"]) == (2, 1, 1)


def test_an_incomplete_address_is_no_order_and_the_cart_stays(shop: Shop) -> None:
    visit = log_in(shop)
    cart_id = fill_cart(shop, visit)
    with pytest.raises(Invalid, match="every line"):
        order(shop, visit, cart_id, Address(full_name="Mia"))
    assert shop.own_cart(visit, cart_id).count == 1
    shop.remove_from_cart(visit, "aloe", visit.csrf_token)
    with pytest.raises(Invalid, match="empty"):
        order(shop, visit, cart_id)
    assert shop.facts.as_json()["orders"] == 0


@pytest.mark.parametrize("quantity", [0, -1, 21])
def test_quantities_that_make_no_sense_are_invalid(shop: Shop, quantity: int) -> None:
    visit = shop.visits.begin()
    with pytest.raises(Invalid, match="1 to 20"):
        fill_cart(shop, visit, quantity=quantity)
    assert visit.cart is None


def test_delivery_is_free_from_sixty_euros(shop: Shop) -> None:
    visit = shop.visits.begin()
    fill_cart(shop, visit, "aloe", 4)
    assert visit.cart
    assert bill_for(visit.cart.lines).total_cents == 4 * 1_450 + 490
    fill_cart(shop, visit, "lavender")
    assert bill_for(visit.cart.lines).shipping_cents == 0


def test_log_out_makes_session_and_access_tokens_worthless(shop: Shop) -> None:
    visit = log_in(shop)
    bearer = shop.grant_access(visit, visit.csrf_token)
    assert shop.account_for(bearer).user.name == "tester001"
    with pytest.raises(TokenRejected):
        shop.log_out(visit, "wrong")
    shop.log_out(visit, visit.csrf_token)
    assert shop.visits.find(visit.id) is None
    with pytest.raises(AccessRefused, match="revoked"):
        shop.account_for(bearer)
    facts = shop.facts
    assert (facts.logouts, facts.rejected_tokens, facts.rejected_jwts) == (1, 1, 1)


def test_reviews_are_kept_and_shown_newest_first(shop: Shop) -> None:
    visit = log_in(shop)
    account = shop.account(visit.require_user())
    reviews = [shop.add_review(account, "aloe", 5, f"Text {number}") for number in range(4)]
    assert shop.review(reviews[0].id).text == "Text 0"
    assert [review.text for review in shop.latest_reviews(shop.product("aloe"))] == ["Text 3", "Text 2", "Text 1"]
    for stars, text in ((0, "x"), (6, "x"), (5, "  "), (5, "x" * 501)):
        with pytest.raises(Invalid):
            shop.add_review(account, "aloe", stars, text)
    assert shop.facts.reviews == 4


def test_pictures_are_told_by_their_content(shop: Shop) -> None:
    visit = log_in(shop)
    shop.change_picture(visit, visit.csrf_token, b"GIF89a...")
    picture = shop.picture_of(visit.require_user())
    assert picture
    assert picture.media_type == "image/gif"
    for content in (b"", b"<svg onload=alert(1)>", b"GIF8" + bytes(1_000_000)):
        with pytest.raises(Invalid):
            shop.change_picture(visit, visit.csrf_token, content)
    assert shop.facts.uploads == 1


def test_reset_sets_every_fact_to_zero(shop: Shop) -> None:
    visit = log_in(shop)
    order(shop, visit, fill_cart(shop, visit))
    shop.facts.reset()
    assert shop.facts == Facts()
    assert shop.facts.as_json()["orders"] == 0
