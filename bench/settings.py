"""The product's own settings, with the pages that measurements compare it with beside it."""

from tadbir.config.environment import is_on
from tadbir.config.settings import *  # noqa: F403 - everything, as it is served
from tadbir.config.settings import CACHES as PRODUCT_CACHES

ROOT_URLCONF = "bench.sides.urls"
CACHES = (
    PRODUCT_CACHES
    if is_on("BENCH_CACHE", default=True)
    else {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
)
