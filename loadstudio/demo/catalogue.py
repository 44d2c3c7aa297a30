"""What the shop sells: the products, and the search through them."""

from __future__ import annotations

from itertools import islice

import msgspec


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """One thing for sale; `slug` is its name in addresses and in the file name of its picture."""

    slug: str
    name: str
    latin: str
    price_cents: int
    summary: str
    description: str
    light: str
    water: str
    height: str
    tags: str

    @property
    def words(self) -> str:
        """The text that a search looks at."""
        return f"{self.name} {self.latin} {self.tags} {self.summary}".casefold()


PRODUCTS = (
    Product(
        slug="boston-fern", name="Boston fern", latin="Nephrolepis exaltata", price_cents=2_400,
        summary="Generous arching fronds for a bright bathroom.",
        description="The fern that started it all. Soft, arching fronds that fill a corner within a year and clean the "
        "air while they are at it. Forgives a forgotten watering once, not twice.",
        light="Bright, no direct sun", water="Twice a week", height="45 cm", tags="fern plant green hanging humid",
    ),
    Product(
        slug="birds-nest-fern", name="Bird's nest fern", latin="Asplenium nidus", price_cents=2_900,
        summary="Glossy, wavy leaves around a quiet centre.",
        description="Broad, rippled leaves unroll from the middle of the plant like a nest. It likes the steam of a "
        "shower and the shade behind the curtain.",
        light="Half shade", water="Once a week", height="40 cm", tags="fern plant green humid",
    ),
    Product(
        slug="maidenhair-fern", name="Maidenhair fern", latin="Adiantum raddianum", price_cents=1_950,
        summary="Lace on black stems, for patient people.",
        description="Hundreds of small fan-shaped leaves on stems as thin as wire. Keep the soil moist and it will "
        "tremble at every breath of air.",
        light="Half shade", water="Every second day", height="30 cm", tags="fern plant green delicate humid",
    ),
    Product(
        slug="monstera", name="Monstera", latin="Monstera deliciosa", price_cents=4_800,
        summary="The big one, with windows in its leaves.",
        description="Every new leaf opens with more holes than the one before. Give it a stake to climb and room to "
        "show off.",
        light="Bright, no direct sun", water="Once a week", height="90 cm", tags="plant green large leaf statement",
    ),
    Product(
        slug="snake-plant", name="Snake plant", latin="Dracaena trifasciata", price_cents=2_250,
        summary="Upright, patient, nearly impossible to offend.",
        description="Striped blades that stand where other plants give up: hallways, offices, the far end of the "
        "bookshelf. Water it when you remember to.",
        light="Any", water="Every second week", height="60 cm", tags="plant green easy office beginner",
    ),
    Product(
        slug="aloe", name="Aloe", latin="Aloe vera", price_cents=1_450,
        summary="A star of thick leaves for the kitchen window.",
        description="Stores its own water, soothes a burnt finger and asks for little more than sun. A good first "
        "plant.",
        light="Full sun", water="Every second week", height="30 cm", tags="plant succulent easy kitchen beginner",
    ),
    Product(
        slug="barrel-cactus", name="Barrel cactus", latin="Echinocactus grusonii", price_cents=1_650,
        summary="Round, ribbed and crowned with one pink flower.",
        description="Grows slowly and lives longer than most furniture. Turn it a little every month and it stays "
        "perfectly round.",
        light="Full sun", water="Once a month", height="18 cm", tags="plant succulent cactus easy desert",
    ),
    Product(
        slug="olive-tree", name="Olive tree", latin="Olea europaea", price_cents=3_900,
        summary="A small silver tree for a warm balcony.",
        description="Silver-green leaves on a slender trunk. It lives outside from April to October and likes a cool, "
        "bright winter.",
        light="Full sun", water="Once a week", height="80 cm", tags="plant tree outdoor balcony mediterranean",
    ),
    Product(
        slug="lavender", name="Lavender", latin="Lavandula angustifolia", price_cents=950,
        summary="Bees love it, and so will your windowsill.",
        description="Cut it back after flowering and it blooms again before autumn. Dry the stems for a drawer that "
        "smells of July.",
        light="Full sun", water="Once a week", height="35 cm", tags="plant flower herb outdoor balcony scent",
    ),
    Product(
        slug="terracotta-pots", name="Terracotta pots", latin="Set of three", price_cents=2_600,
        summary="Hand-thrown, breathing clay in three sizes.",
        description="Unglazed pots with saucers, 10, 14 and 18 centimetres wide. The clay breathes, so roots do not "
        "stand wet.",
        light="", water="", height="10, 14 and 18 cm", tags="pot clay home repotting",
    ),
    Product(
        slug="watering-can", name="Watering can", latin="Powder-coated steel", price_cents=3_200,
        summary="A long, slim spout that reaches behind the leaves.",
        description="Holds 1.5 litres and pours without a splash. The long spout gets between the leaves, to where "
        "the water is wanted.",
        light="", water="1.5 litres", height="26 cm", tags="tool water home can",
    ),
    Product(
        slug="plant-mister", name="Plant mister", latin="Glass and brass", price_cents=1_800,
        summary="A fine mist for everything that misses the jungle.",
        description="Ribbed glass with a brass pump. Three strokes every morning keep a maidenhair fern happy.",
        light="", water="0.3 litres", height="16 cm", tags="tool water home humid spray",
    ),
)  # fmt: skip

_BY_SLUG = {product.slug: product for product in PRODUCTS}


def product_called(slug: str) -> Product | None:
    """Return the product with this slug, or None."""
    return _BY_SLUG.get(slug)


def search(words: str) -> tuple[Product, ...]:
    """Return the products that hold every one of the words, those with all of them in the name first."""
    wanted = words.casefold().split()
    found = [product for product in PRODUCTS if all(word in product.words for word in wanted)]
    return tuple(sorted(found, key=lambda product: not all(word in product.name.casefold() for word in wanted)))


def suggest(beginning: str, limit: int = 5) -> tuple[Product, ...]:
    """Return at most `limit` products in whose name a word begins with what was typed so far; none for no text."""
    typed = beginning.casefold().strip()
    if not typed:
        return ()
    found = (product for product in PRODUCTS if f" {typed}" in f" {product.name.casefold()}")
    return tuple(islice(found, limit))


def goes_with(product: Product, limit: int = 3) -> tuple[Product, ...]:
    """Return other products that share the most tags with this one."""
    tags = set(product.tags.split())
    others = (other for other in PRODUCTS if other is not product)
    return tuple(sorted(others, key=lambda other: -len(tags & set(other.tags.split()))))[:limit]


def price(cents: int) -> str:
    """Return an amount as it is shown: `€24.00`."""
    return f"€{cents / 100:,.2f}"
