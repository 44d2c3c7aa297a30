"""From the product to the order: cart, checkout and confirmation."""

from __future__ import annotations

from loadstudio.demo.cart import Address, bill_for
from loadstudio.demo.handlers import PageHandler
from loadstudio.demo.refusals import Invalid


class CartPage(PageHandler):
    """GET /cart."""

    def get(self) -> None:
        """Show what lies in the cart."""
        cart = self.visit.cart
        lines = cart.lines if cart else ()
        self.show("cart.html", cart=cart, lines=lines, bill=bill_for(lines))


class CartItems(PageHandler):
    """POST /cart/items."""

    def post(self) -> None:
        """Put a product into the cart."""
        quantity = self.field("quantity")
        pieces = int(quantity) if quantity.isdecimal() and len(quantity) < 5 else 0
        self.shop.add_to_cart(self.visit, self.field("product"), pieces, self.field("form_token"))
        self.redirect("/cart", status=303)


class CartItemRemoval(PageHandler):
    """POST /cart/items/SLUG/remove."""

    def post(self, slug: str) -> None:
        """Take a product out of the cart."""
        self.shop.remove_from_cart(self.visit, slug, self.field("csrf_token"))
        self.redirect("/cart", status=303)


class Checkout(PageHandler):
    """GET /cart/ID/checkout and POST /cart/ID/orders."""

    def get(self, cart_id: str) -> None:
        """Show the form for the address; an empty cart leads back."""
        user = self.visit.require_user()
        if not self.shop.own_cart(self.visit, cart_id).lines:
            self.redirect("/cart", status=303)
            return
        self._show_form(cart_id, Address(full_name=user.full_name))

    def post(self, cart_id: str) -> None:
        """Place the order; its number stands in the address that is led to."""
        names = ("full_name", "street", "postcode", "city")
        address = Address(**{name: self.field(name) for name in names})
        try:
            order = self.shop.place_order(self.visit, cart_id, address, self.field("order_token"))
        except Invalid as problem:
            self._show_form(cart_id, address, str(problem))
            return
        self.redirect(f"/orders/{order.id}", status=302)

    def _show_form(self, cart_id: str, address: Address, problem: str = "") -> None:
        lines = self.shop.own_cart(self.visit, cart_id).lines
        token = self.visit.form_tokens.issue(f"order:{cart_id}")
        self.show(
            "checkout.html",
            cart_id=cart_id,
            lines=lines,
            bill=bill_for(lines),
            address=address,
            order_token=token,
            problem=problem,
        )


class OrderPage(PageHandler):
    """GET /orders/NUMBER."""

    def get(self, order_id: str) -> None:
        """Thank for an order of the user."""
        self.show("order.html", order=self.shop.own_order(self.visit.require_user(), order_id))
