"""What is administrated."""

from __future__ import annotations

from django.db import models


class Plant(models.Model):
    """A plant of the garden."""

    name = models.CharField(max_length=80)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "garden"

    def __str__(self) -> str:
        return str(self.name)


class Care(models.Model):
    """What was done for a plant; shown as rows below it."""

    plant = models.ForeignKey(Plant, on_delete=models.CASCADE)
    note = models.CharField(max_length=80)

    class Meta:
        app_label = "garden"
