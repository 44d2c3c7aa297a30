"""The administration: plants with their care in rows below."""

from __future__ import annotations

from django.contrib import admin

from tests.corpus.garden.models import Care, Plant


class CareInline(admin.TabularInline):
    """Care within its plant's page."""

    model = Care
    extra = 1


@admin.register(Plant)
class PlantAdmin(admin.ModelAdmin):
    """Plants."""

    inlines = (CareInline,)
    list_display = ("name", "height")
