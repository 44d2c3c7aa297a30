"""The window. Widgets show values and send signals; what they mean is decided in the layers below."""
