"""All targets of the corpus by name."""

from __future__ import annotations

from tests.corpus.basket import Basket
from tests.corpus.callbacks import Callbacks
from tests.corpus.clock import Clock
from tests.corpus.computed import Computed
from tests.corpus.created import Created
from tests.corpus.digest import Digest
from tests.corpus.django import Django
from tests.corpus.django_admin import DjangoAdmin
from tests.corpus.double_submit import DoubleSubmit
from tests.corpus.escaped import Escaped
from tests.corpus.faces import Faces
from tests.corpus.fragments import Fragments
from tests.corpus.graphql import GraphQl
from tests.corpus.idempotency import Idempotency
from tests.corpus.inline_script import InlineScript
from tests.corpus.jsessionid import JSessionId
from tests.corpus.json_island import JsonIsland
from tests.corpus.jupyter import Jupyter
from tests.corpus.jwt_spa import JwtSpa
from tests.corpus.next_auth import NextAuth
from tests.corpus.oauth_pkce import OAuthPkce
from tests.corpus.options import Options
from tests.corpus.rails import Rails
from tests.corpus.recoded import Recoded
from tests.corpus.repaired import LateRefusal, Sibling, TakenOnce, UnnamedNumber, WordLock
from tests.corpus.rotating_meta import RotatingMeta
from tests.corpus.rows import Cards, Rows
from tests.corpus.saml import Saml
from tests.corpus.script_cookies import ScriptCookies
from tests.corpus.script_rows import Calls, Flattened, Htmx, JsonApi, ScriptCalls
from tests.corpus.search import Search
from tests.corpus.sign_up import ApiSignUp, SignUp
from tests.corpus.small_numbers import SmallNumbers
from tests.corpus.target import Target
from tests.corpus.upload import Upload
from tests.corpus.webforms import WebForms
from tests.corpus.wordpress import WordPress

TARGETS: dict[str, type[Target]] = {
    "rails": Rails,
    "django": Django,
    "webforms": WebForms,
    "jsessionid": JSessionId,
    "jwt_spa": JwtSpa,
    "double_submit": DoubleSubmit,
    "script_cookies": ScriptCookies,
    "oauth_pkce": OAuthPkce,
    "wordpress": WordPress,
    "inline_script": InlineScript,
    "graphql": GraphQl,
    "json_island": JsonIsland,
    "jupyter": Jupyter,
    "created": Created,
    "rotating_meta": RotatingMeta,
    "clock": Clock,
    "idempotency": Idempotency,
    "upload": Upload,
    "search": Search,
    "escaped": Escaped,
    "recoded": Recoded,
    "computed": Computed,
    "small_numbers": SmallNumbers,
    "rows": Rows,
    "cards": Cards,
    "options": Options,
    "fragments": Fragments,
    "faces": Faces,
    "saml": Saml,
    "next_auth": NextAuth,
    "digest": Digest,
    "django_admin": DjangoAdmin,
    "unnamed_number": UnnamedNumber,
    "word_lock": WordLock,
    "sibling": Sibling,
    "late_refusal": LateRefusal,
    "taken_once": TakenOnce,
    "sign_up": SignUp,
    "api_sign_up": ApiSignUp,
    "callbacks": Callbacks,
    "htmx": Htmx,
    "calls": Calls,
    "script_calls": ScriptCalls,
    "json_api": JsonApi,
    "flattened": Flattened,
    "basket": Basket,
}

UNSOLVED: dict[str, str] = {}
"""What does not work yet, and why; see README.md."""
