"""The components that all screens are built of: plain values in, signals out; they decide nothing.

Every component asks the theme for its colours when it paints and takes the keyboard with a visible ring. What the
values mean is the business of the screens.
"""
